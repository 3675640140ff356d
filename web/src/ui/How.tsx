import { UnstyledButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './How.module.css';
import popups from './Popup.module.css';
import { usePopup } from './usePopup';

/** A small button beside a number that says what it is, over which time, and how it was worked out. */
export function How({ about, children }: { about: string; children: ReactNode }) {
  const { trigger, popup } = usePopup(300);
  return (
    <>
      <UnstyledButton className={classes.button} aria-label={`What is “${about}”?`} {...trigger}>
        <IconInfoCircle size={15} stroke={1.7} aria-hidden />
      </UnstyledButton>
      <span className={`${popups.popup ?? ''} ${classes.text ?? ''}`} role="note" {...popup}>
        {children}
      </span>
    </>
  );
}

import { Popover, UnstyledButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './How.module.css';

/** A small button beside a number that says what it is, over which time, and how it was worked out. */
export function How({ about, children }: { about: string; children: ReactNode }) {
  return (
    <Popover width={300} position="bottom" withArrow shadow="md" withinPortal trapFocus={false} returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button} aria-label={`What is “${about}”?`}>
          <IconInfoCircle size={15} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.text}>{children}</Popover.Dropdown>
    </Popover>
  );
}

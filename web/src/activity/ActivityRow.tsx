import { CloseButton, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { percent } from '@/lib/format';
import classes from './Activity.module.css';

interface ActivityRowProps {
  label: string;
  share: number;
  note: ReactNode;
  to?: string;
  onHide: () => void;
}

export function ActivityRow({ label, share, note, to, onHide }: ActivityRowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <strong>{to ? <Link to={to}>{label}</Link> : label}</strong>
        <span className="dim">{note}</span>
      </div>
      <Progress
        value={share * 100}
        size="sm"
        aria-label={`${label}: ${percent(share)}`}
        className={classes.bar}
      />
      <CloseButton size="sm" aria-label={`Stop showing: ${label}`} onClick={onHide} />
    </div>
  );
}

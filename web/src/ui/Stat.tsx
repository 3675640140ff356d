import type { ReactNode } from 'react';
import { How } from './How';
import classes from './Stat.module.css';

interface StatProps {
  label: string;
  value: ReactNode;
  /** Unit, period or comparison, in a few words. */
  note?: ReactNode;
  how?: ReactNode;
}

/** One number with its name, its unit and, on request, its meaning. */
export function Stat({ label, value, note, how }: StatProps) {
  return (
    <div className={classes.stat}>
      <dt className={classes.label}>
        {label}
        {how && <How about={label}>{how}</How>}
      </dt>
      <dd className={classes.value}>
        <span className="num">{value}</span>
        {note && <span className={classes.note}>{note}</span>}
      </dd>
    </div>
  );
}

/** A row of numbers that share a frame. */
export function Stats({ children, label }: { children: ReactNode; label: string }) {
  return (
    <dl className={classes.stats} aria-label={label}>
      {children}
    </dl>
  );
}

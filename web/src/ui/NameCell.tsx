import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './NameCell.module.css';

interface NameCellProps {
  to: string;
  name: string;
  /** Such as its id. */
  under: ReactNode;
}

/** The name of a thing in a table, leading to its page, over what tells it from others. */
export function NameCell({ to, name, under }: NameCellProps) {
  return (
    <span className={classes.cell}>
      <Link to={to} className={classes.name}>
        {name}
      </Link>
      <span className={classes.under}>{under}</span>
    </span>
  );
}

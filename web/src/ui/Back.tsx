import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './Back.module.css';

/** The way back from one thing to where it belongs, over the title of its page. */
export function Back({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={classes.back}>
      {children}
    </Link>
  );
}

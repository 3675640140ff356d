import { Link } from 'react-router';
import classes from './Shell.module.css';

export function Mark() {
  return (
    <Link to="/" className={classes.mark} aria-label="Stockcast, to Today">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden focusable="false">
        <rect width="32" height="32" rx="7" fill="#0c665d" />
        <path d="M15 17 26 7v19z" fill="#79c1b6" opacity=".55" />
        <path
          d="M5 20l4-4 3 3 4-5"
          fill="none"
          stroke="#fff"
          strokeWidth="2.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <path
          d="M16 14.5 26 16"
          fill="none"
          stroke="#fff"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeDasharray="2.2 3"
        />
      </svg>
      <span>Stockcast</span>
    </Link>
  );
}

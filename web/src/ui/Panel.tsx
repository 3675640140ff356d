import { useId, type ReactNode } from 'react';
import classes from './Panel.module.css';

interface PanelProps {
  title?: ReactNode;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Lets tables run to the edges. */
  flush?: boolean;
  id?: string;
}

/** A titled part of a page. */
export function Panel({ title, hint, actions, children, flush = false, id }: PanelProps) {
  const headingId = useId();
  return (
    <section className={classes.panel} aria-labelledby={title ? headingId : undefined} id={id}>
      {(title ?? actions) && (
        <header className={classes.head}>
          <div className={classes.titles}>
            {title && (
              <h2 id={headingId} className={classes.title}>
                {title}
              </h2>
            )}
            {hint && <div className={classes.hint}>{hint}</div>}
          </div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}

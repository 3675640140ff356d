import { Button, Skeleton } from '@mantine/core';
import { IconAlertCircle, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '@/api/problem';
import classes from './States.module.css';

interface ProblemProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
}

/** A failure in the API's own words, with the id that finds it in the log, and a way to try again. */
export function Problem({ error, onRetry, retrying = false }: ProblemProps) {
  const problem = asProblem(error);
  const Shape = problem.unreachable ? IconPlugConnectedX : IconAlertCircle;
  return (
    <div role="alert" className={classes.problem}>
      <Shape size={20} aria-hidden className={classes.shape} />
      <div className={classes.words}>
        <strong>{problem.title}</strong>
        {problem.detail && <p>{problem.detail}</p>}
        {problem.fields.length > 0 && (
          <ul>
            {problem.fields.slice(0, 5).map((field) => (
              <li key={field.pointer + field.code}>
                <span className="mono">{field.pointer.replace(/^\//, '')}</span>: {field.detail}
              </li>
            ))}
          </ul>
        )}
        {problem.correlationId && (
          <p className={classes.id}>
            Correlation id <span className="mono">{problem.correlationId}</span>
          </p>
        )}
      </div>
      {onRetry && (
        <Button
          size="xs"
          variant="default"
          onClick={onRetry}
          loading={retrying}
          leftSection={<IconRefresh size={14} aria-hidden />}
        >
          Try again
        </Button>
      )}
    </div>
  );
}

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <div className={classes.empty}>
      {icon && <div className={classes.emptyIcon}>{icon}</div>}
      <strong>{title}</strong>
      {children && <div className={classes.emptyText}>{children}</div>}
      {actions && <div className={classes.emptyActions}>{actions}</div>}
    </div>
  );
}

/** Grey bars where lines of text are about to be. */
export function Lines({ rows = 4, height = 20 }: { rows?: number; height?: number }) {
  return (
    <div className={classes.lines} aria-busy="true" role="status">
      <span className="sr">Loading</span>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={height} radius="sm" />
      ))}
    </div>
  );
}

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** What a query brought; a skeleton until then; its failure otherwise. Old data stays on show while new data fails. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <Problem error={query.error} onRetry={retry} retrying={query.isFetching} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <Problem error={query.error} onRetry={retry} retrying={query.isFetching} />;
  return skeleton ?? <Lines />;
}

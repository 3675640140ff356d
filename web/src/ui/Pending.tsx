import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from '@/api/problem';
import { Page } from './Page';
import { Lines, Problem } from './States';

interface PendingProps<T> {
  /** Until the thing is known, its page is called this. */
  title: string;
  query: UseQueryResult<T>;
  back?: ReactNode;
}

/** The page of one thing while it is not there: on its way, not to be had, or not there at all. */
export function Pending<T>({ title, query, back }: PendingProps<T>) {
  const missing = query.error instanceof ApiProblem && query.error.status === 404;
  return (
    <Page title={title} over={back}>
      {query.isError ? (
        <Problem error={query.error} onRetry={missing ? undefined : () => void query.refetch()} />
      ) : (
        <Lines rows={8} height={36} />
      )}
    </Page>
  );
}

import type { QueryClient } from '@tanstack/react-query';

const LOOK_MS = 1000;

/** Runs once the page stands: nothing is still to come, from one look to the next. */
export function whenQuiet(client: QueryClient, work: () => void): () => void {
  let quiet = false;
  const timer = setInterval(() => {
    const coming = client.isFetching() > 0 || document.querySelector('.mantine-Skeleton-root') !== null;
    const now = document.readyState === 'complete' && !coming;
    if (now && quiet) {
      clearInterval(timer);
      work();
    }
    quiet = now;
  }, LOOK_MS);
  return () => clearInterval(timer);
}

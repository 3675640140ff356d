import { Button } from '@mantine/core';
import { count } from '@/lib/format';
import classes from './Pager.module.css';

interface MoreProps {
  shown: number;
  /** How many there are in all, where that is known. */
  total?: number | undefined;
  what: string;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** How much of a list is shown, and the way to the rest of it. */
export function More({ shown, total, what, query }: MoreProps) {
  if (!query.hasNextPage) return null;
  return (
    <nav className={classes.pager} aria-label={`More ${what}`}>
      <span className="num">
        {count(shown)} {total === undefined ? 'shown' : `of ${count(total)}`}
      </span>
      <Button
        size="xs"
        variant="default"
        loading={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        Show more
      </Button>
    </nav>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { standingsQuery, type StandingsFilter } from '@/api/recommendations';
import type { Recommendation } from '@/api/types';

/** How it stands with a product: its recommendation; none where it has no forecast; or that it is still asked for. */
export type Standing = Recommendation | 'none' | 'asking' | 'failed';

/**
 * The recommendations of products that are listed in order of their ids. They are read in the same order, by the same
 * filter, until they have come as far as the list; products that are left out of the order list for a while stand in a
 * list of their own.
 *
 * @param last - The id of the last product of the list, where there is one.
 */
export function useStandings(filter: StandingsFilter, last: string | undefined): (id: string) => Standing {
  const listed = useAsFarAs(filter, last, true);
  const snoozed = useAsFarAs({ ...filter, snoozed: true }, last, (listed.first?.totals.snoozed ?? 0) > 0);
  return (id) => {
    const found = listed.found.get(id) ?? snoozed.found.get(id);
    if (found) return found;
    if (listed.failed || snoozed.failed) return 'failed';
    return listed.reached(id) && snoozed.reached(id) ? 'none' : 'asking';
  };
}

/** The pages of one list of recommendations in order of ids, up to a product. */
function useAsFarAs(filter: StandingsFilter, last: string | undefined, enabled: boolean) {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery({
    ...standingsQuery(filter),
    enabled: enabled && last !== undefined,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const end = items.at(-1)?.product_id ?? '';
  const short = last !== undefined && hasNextPage && end < last;
  useEffect(() => {
    if (short && !isFetching && !isError) void fetchNextPage();
  }, [short, isFetching, isError, fetchNextPage]);
  return {
    first: data?.pages[0],
    found: new Map(items.map((one) => [one.product_id, one])),
    failed: isError,
    /** Whether the list is known up to this product. */
    reached: (id: string) => !enabled || (data !== undefined && (!hasNextPage || id <= end)),
  };
}

import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { noteCurrency } from '@/lib/format';
import { api, body } from './client';
import { keys } from './keys';
import { PRODUCT_PAGE } from './products';
import type { Recommendation, RecommendationPage, RecommendationQuery } from './types';

/** The order list as the API filters, sorts and pages it. */

export type WorklistFilter = Pick<
  RecommendationQuery,
  'category' | 'urgency' | 'supplier_id' | 'q' | 'sort' | 'snoozed'
>;

/** Lines of a page: with their sums about 2 KB each. */
const PAGE = 30;
/** Most products that drafts can be asked for at once. */
const MOST = 1000;

async function page(query: RecommendationQuery, signal?: AbortSignal): Promise<RecommendationPage> {
  const answer = await body(
    api().GET('/reports/inventory-recommendations', { params: { query }, ...(signal ? { signal } : {}) }),
  );
  if (!('items' in answer)) throw new Error('The API answered a file instead of recommendations.');
  noteCurrency(answer.currency);
  return answer;
}

export const worklistQuery = (filter: WorklistFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.recommendations, 'worklist', filter],
    queryFn: ({ pageParam, signal }) =>
      page({ ...filter, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

export type StandingsFilter = Pick<RecommendationQuery, 'category' | 'supplier_id' | 'q' | 'snoozed'>;

/** Recommendations in order of product ids, as products are listed. */
export const standingsQuery = (filter: StandingsFilter) =>
  infiniteQueryOptions({
    queryKey: keys.standings(filter),
    queryFn: ({ pageParam, signal }) =>
      page(
        { ...filter, sort: 'product_id', limit: PRODUCT_PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

/** Every product of a filter that something is to be ordered of, largest orders first; as many as drafts can be made of. */
export async function everythingToOrder(
  filter: WorklistFilter,
): Promise<{ items: Recommendation[]; complete: boolean }> {
  const found: Recommendation[] = [];
  let cursor: string | null = '';
  while (cursor !== null && found.length < MOST) {
    const next: RecommendationPage = await page({
      ...filter,
      sort: 'recommended_order_quantity',
      limit: 500,
      ...(cursor ? { cursor } : {}),
    });
    const wanted = next.items.filter((one) => (one.recommended_order_quantity ?? 0) > 0);
    found.push(...wanted);
    cursor = wanted.length < next.items.length ? null : next.next_cursor;
  }
  return { items: found.slice(0, MOST), complete: cursor === null && found.length <= MOST };
}

export interface Snoozing {
  id: string;
  until: string;
  reason: string;
}

/** Leaves a product out of the list until a day. */
export function useSnooze() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, until, reason }: Snoozing) =>
      body(
        api().POST('/reports/inventory-recommendations/{product_id}/snooze', {
          params: { path: { product_id: id } },
          body: { until, reason },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.recommendations }),
  });
}

/** Puts a product back into the list. */
export function useWake() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api().DELETE('/reports/inventory-recommendations/{product_id}/snooze', {
        params: { path: { product_id: id } },
      });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.recommendations }),
  });
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { recommendationsQuery } from '@/api/reports';
import type { Recommendation, Urgency } from '@/api/types';

/** The recommendations by product, for pages that show one beside something else. */
export function useRecommendationOf(): (id: string) => Recommendation | undefined {
  const { data } = useQuery(recommendationsQuery());
  const byId = useMemo(() => new Map(data?.items.map((item) => [item.product_id, item])), [data]);
  return (id) => byId.get(id);
}

export function countByUrgency(items: Recommendation[]): Record<Urgency, number> {
  const counts: Record<Urgency, number> = {
    stocked_out: 0,
    expedite: 0,
    order_now: 0,
    order_soon: 0,
    ok: 0,
    overstock: 0,
    unknown_stock: 0,
    no_forecast: 0,
  };
  for (const item of items) counts[item.urgency] += 1;
  return counts;
}

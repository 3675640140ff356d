import type { Recommendation } from '@/api/types';
import { URGENCIES } from '@/lib/urgency';

const RANKED: Record<string, (one: Recommendation) => number | null> = {
  recommended_order_quantity: (one) => one.recommended_order_quantity && -one.recommended_order_quantity,
  days_of_cover: (one) => one.days_of_cover,
  value_at_risk: (one) => one.value_at_risk && -one.value_at_risk,
};

/** Worst first, or by a field; what is not known stands last. */
export function inOrder(items: Recommendation[], sort: string): Recommendation[] {
  if (sort === 'product_id') return items.sort((a, b) => (a.product_id < b.product_id ? -1 : 1));
  const rank = RANKED[sort];
  if (rank) return items.sort((a, b) => (rank(a) ?? Infinity) - (rank(b) ?? Infinity));
  return items.sort(
    (a, b) =>
      Number(a.borrowed) - Number(b.borrowed) ||
      URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
      (b.value_at_risk ?? 0) - (a.value_at_risk ?? 0),
  );
}

import type { ForecastSummary, Recommendation, TodayReport } from '@/api/types';
import { today } from '@/lib/dates';
import { URGENCIES } from '@/lib/urgency';
import { recommendationPage } from './ordering';

/** The day in one answer, out of the list and of the summary that the mock has anyway. */
export function todayOf(all: Recommendation[], summary: ForecastSummary): TodayReport {
  const { items, totals, currency } = recommendationPage(all, new URLSearchParams({ limit: '1000' }));
  return {
    today: today(),
    currency,
    listed_as_of: null,
    totals,
    groups: URGENCIES.map((urgency) => {
      const own = items.filter((one) => one.urgency === urgency);
      const sum = (pick: (one: Recommendation) => number | null) =>
        own.reduce((total, one) => total + (pick(one) ?? 0), 0);
      return {
        urgency,
        products: own.length,
        order_value: sum((one) => one.order_value),
        value_at_risk: sum((one) => one.value_at_risk),
        excess_value: sum((one) => one.excess_value),
        items: own.slice(0, 5),
      };
    }),
    accuracy: summary.accuracy,
    attention: summary.attention,
    attention_total: summary.attention_total,
  };
}

import { Skeleton } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { recentSalesQuery, SPARK_WEEKS } from '@/api/sales';
import { units } from '@/lib/format';
import { Sparkline } from '@/ui/Sparkline';

/** What is known of a product’s last weeks: one value a week, nothing where it never sold, or where they stand with the asking. */
export type Weeks = number[] | 'none' | 'asking' | 'failed';

/** The weekly sales of pages of products, one read a page. */
export function useWeeks(pages: string[][]): (id: string) => Weeks {
  const answers = useQueries({ queries: pages.map((ids) => recentSalesQuery(ids)) });
  return (id) => {
    const answer = answers[pages.findIndex((ids) => ids.includes(id))];
    if (!answer || answer.isPending) return 'asking';
    return answer.isError ? 'failed' : (answer.data.get(id) ?? 'none');
  };
}

/** A product’s weekly sales as a line in a table cell. */
export function SalesSpark({ weeks, name }: { weeks: Weeks; name: string }) {
  if (weeks === 'asking') return <Skeleton width={96} height={20} radius="sm" />;
  if (weeks === 'failed') return <span className="dim small">not loaded</span>;
  if (weeks === 'none') return <span className="dim small">no sales yet</span>;
  if (weeks.every((value) => value === 0)) return <span className="dim small">none lately</span>;
  return (
    <Sparkline
      values={weeks}
      label={`Weekly sales of ${name} over ${SPARK_WEEKS} weeks, last ${units(weeks.at(-1))} units`}
    />
  );
}

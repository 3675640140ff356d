import { Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { salesQuery, summaryQuery } from '@/api/sales';
import { addDays, dayNumber, weekStart } from '@/lib/dates';
import { units } from '@/lib/format';
import { Sparkline } from '@/ui/Sparkline';

const WEEKS = 13;

/** A product's weekly sales, fetched once its row has been scrolled into view. */
export function SalesSpark({ id, name }: { id: string; name: string }) {
  const { ref, entry } = useIntersection({ rootMargin: '120px' });
  const { data: summary } = useQuery(summaryQuery());
  const seen = entry?.isIntersecting ?? false;
  const end = summary?.last_date ?? undefined;
  const from = end ? addDays(weekStart(end), -7 * (WEEKS - 1)) : undefined;
  const { data, isError } = useQuery({
    ...salesQuery(id, { from, granularity: 'week' }),
    enabled: seen && from !== undefined,
    staleTime: 5 * 60_000,
  });
  return (
    <span ref={ref} style={{ display: 'inline-block', width: 96, maxWidth: '100%', height: 26 }}>
      {summary && !end ? (
        <span className="dim small">no sales yet</span>
      ) : data && from ? (
        <Spark weeks={weekly(data, from)} name={name} />
      ) : isError ? (
        <span className="dim small">not loaded</span>
      ) : (
        <Skeleton width={96} height={20} radius="sm" />
      )}
    </span>
  );
}

function Spark({ weeks, name }: { weeks: number[]; name: string }) {
  if (weeks.every((value) => value === 0)) return <span className="dim small">none lately</span>;
  const last = weeks[weeks.length - 1] ?? 0;
  return (
    <Sparkline
      values={weeks}
      label={`Weekly sales of ${name} over ${WEEKS} weeks, last ${units(last)} units`}
    />
  );
}

/** One total a week, zero where nothing was sold. */
export function weekly(rows: { date: string; quantity_sold: number }[], from: string): number[] {
  const totals = Array.from({ length: WEEKS }, () => 0);
  for (const row of rows) {
    const week = Math.floor((dayNumber(row.date) - dayNumber(from)) / 7);
    if (week >= 0 && week < WEEKS) totals[week] = (totals[week] ?? 0) + row.quantity_sold;
  }
  return totals;
}

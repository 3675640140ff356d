import type { Forecast, SalesRow } from '@/api/types';
import { drawnBands, type Band } from '@/lib/bands';
import { dayRange } from '@/lib/dates';

export interface Fan {
  days: string[];
  /** Units sold a day; `null` after the last day that is known. */
  history: (number | null)[];
  median: (number | null)[];
  bands: (Band & { lower: (number | null)[]; upper: (number | null)[] })[];
  /** The last day of history. */
  end: number;
}

/** The series of the fan chart, all on one run of days. Days between sales count as zero. */
export function fanOf(sales: SalesRow[], forecast: Forecast | null): Fan {
  const sold = new Map(sales.map((row) => [row.date, row.quantity_sold]));
  const ahead = forecast?.forecast ?? [];
  const lastKnown = [forecast?.history.last_date, sales[sales.length - 1]?.date]
    .filter((day): day is string => Boolean(day))
    .sort()
    .pop();
  const first = sales[0]?.date ?? ahead[0]?.forecast_date;
  const last = [ahead[ahead.length - 1]?.forecast_date, lastKnown]
    .filter((day): day is string => Boolean(day))
    .sort()
    .pop();
  if (!first || !last) return { days: [], history: [], median: [], bands: [], end: -1 };

  const days = dayRange(first, last);
  const end = lastKnown ? days.indexOf(lastKnown) : -1;
  const history = days.map((day, i) => (i <= end ? (sold.get(day) ?? 0) : null));
  const byDay = new Map(ahead.map((day) => [day.forecast_date, day]));
  const at = (pick: (day: Forecast['forecast'][number]) => number | null | undefined) =>
    days.map((day) => {
      const future = byDay.get(day);
      return future ? (pick(future) ?? null) : null;
    });
  const keys = Object.keys(ahead[0]?.quantiles ?? {});
  const median = at((day) => day.quantiles['0.5'] ?? day.predicted_demand);
  const bands = drawnBands(keys).map((band) => ({
    ...band,
    lower: at((day) => day.quantiles[band.low]),
    upper: at((day) => day.quantiles[band.high]),
  }));
  return { days, history, median, bands, end };
}

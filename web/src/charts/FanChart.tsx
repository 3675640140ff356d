import type { ChartData } from 'chart.js';
import { useMemo } from 'react';
import { Line } from 'react-chartjs-2';
import type { Forecast, SalesRow } from '@/api/types';
import { date, percent, units, weekdayDate } from '@/lib/format';
import { capital, timesIn } from '@/lib/words';
import { ChartFrame, type LegendItem } from './ChartFrame';
import { fanOf, type Fan } from './fan';
import { FanTable } from './FanTable';
import { markers } from './markers';
import { lineOptions } from './options';
import { usePalette, type Palette } from './palette';
import './setup';

interface FanChartProps {
  sales: SalesRow[];
  forecast: Forecast | null;
  name: string;
}

/** History as a solid line, the forecast's median dashed, its bands nested around it. */
export default function FanChart({ sales, forecast, name }: FanChartProps) {
  const palette = usePalette();
  const fan = useMemo(() => fanOf(sales, forecast), [sales, forecast]);
  const data = useMemo(() => datasets(fan, palette), [fan, palette]);
  const options = useMemo(
    () =>
      lineOptions({
        palette,
        unit: 'units a day',
        title: (i) => weekdayDate(fan.days[i]),
        tooltip: (i) => describe(fan, i),
      }),
    [fan, palette],
  );
  const plugins = useMemo(
    () => (forecast && fan.end >= 0 ? [markers(palette, [{ index: fan.end, text: 'forecast starts' }])] : []),
    [fan.end, forecast, palette],
  );
  return (
    <ChartFrame
      label={summary(name, fan, forecast)}
      height={330}
      legend={legend(fan, palette)}
      table={forecast && <FanTable fan={fan} />}
    >
      <Line role="none" key={palette.ink} data={data} options={options} plugins={plugins} />
    </ChartFrame>
  );
}

const ALPHA: Record<number, number> = { 0: 0.13, 1: 0.2, 2: 0.3 };

function datasets(fan: Fan, palette: Palette): ChartData<'line', (number | null)[], string> {
  const none = { borderWidth: 0, pointRadius: 0, pointHoverRadius: 0 };
  return {
    labels: fan.days,
    datasets: [
      { data: fan.history, borderColor: palette.ink, borderWidth: 1.4, tension: 0 },
      { data: fan.median, borderColor: palette.forecast, borderWidth: 2, borderDash: [5, 4], tension: 0 },
      ...fan.bands.flatMap((band, i) => [
        { data: band.lower, ...none, fill: false as const },
        { data: band.upper, ...none, fill: '-1' as const, backgroundColor: palette.band(ALPHA[i] ?? 0.2) },
      ]),
    ],
  };
}

function legend(fan: Fan, palette: Palette): LegendItem[] {
  const items: LegendItem[] = [{ kind: 'line', colour: palette.ink, text: 'Sold' }];
  if (fan.bands.length === 0) return items;
  items.push({ kind: 'dash', colour: palette.forecast, text: 'Forecast: as likely to sell more as less' });
  [...fan.bands].reverse().forEach((band, i, all) => {
    const alpha = all.slice(i).reduce((sum, _b, j) => sum + (ALPHA[fan.bands.length - 1 - i - j] ?? 0.1), 0);
    items.push({
      kind: 'area',
      colour: palette.band(Math.min(0.65, alpha)),
      text: `${capital(timesIn(band.level))} inside`,
    });
  });
  return items;
}

function describe(fan: Fan, i: number): string[] {
  if (i <= fan.end) return [`sold ${units(fan.history[i])} units`];
  return [
    `median ${units(fan.median[i])} units`,
    ...fan.bands.map(
      (band) => `${percent(band.level)} band: ${units(band.lower[i])} to ${units(band.upper[i])}`,
    ),
  ];
}

function summary(name: string, fan: Fan, forecast: Forecast | null): string {
  if (!forecast) return `Units of ${name} sold a day.`;
  const { total, horizon_days: days } = forecast;
  return (
    `Units of ${name} sold a day to ${date(fan.days[fan.end])}, then the forecast for ${days} days: ` +
    `${units(total.predicted_demand)} units in all, ${percent(total.confidence_interval.level)} sure to be between ` +
    `${units(total.confidence_interval.lower)} and ${units(total.confidence_interval.upper)}.`
  );
}

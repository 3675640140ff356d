import { useMemo } from 'react';
import { Line } from 'react-chartjs-2';
import type { Replay } from '@/api/types';
import { units, weekdayDate } from '@/lib/format';
import { ChartFrame } from './ChartFrame';
import { lineOptions } from './options';
import { usePalette } from './palette';
import './setup';

/** Stock under both policies, on one chart. */
export default function ReplayChart({ series }: { series: Replay['series'] }) {
  const palette = usePalette();
  const options = useMemo(
    () =>
      lineOptions({
        palette,
        unit: 'units in stock',
        title: (i) => weekdayDate(series[i]?.date),
        tooltip: (i) => [
          `recommended orders: ${units(series[i]?.recommended_stock)} units`,
          `minimum and maximum: ${units(series[i]?.minmax_stock)} units`,
        ],
      }),
    [palette, series],
  );
  return (
    <ChartFrame
      label="Stock day by day under recommended orders and under a plain minimum and maximum."
      height={250}
      legend={[
        { kind: 'line', colour: palette.forecast, text: 'Recommended orders' },
        { kind: 'dash', colour: palette.over, text: 'Plain minimum and maximum' },
      ]}
    >
      <Line
        role="none"
        key={palette.ink}
        options={options}
        data={{
          labels: series.map((day) => day.date),
          datasets: [
            {
              data: series.map((day) => day.recommended_stock),
              borderColor: palette.forecast,
              borderWidth: 1.8,
            },
            {
              data: series.map((day) => day.minmax_stock),
              borderColor: palette.over,
              borderWidth: 1.6,
              borderDash: [5, 4],
            },
          ],
        }}
      />
    </ChartFrame>
  );
}

import { Bar } from 'react-chartjs-2';
import type { ForecastSummary } from '@/api/types';
import { month, plural, units } from '@/lib/format';
import { barOptions } from './bars';
import { ChartFrame } from './ChartFrame';
import { usePalette } from './palette';
import './setup';

type Month = ForecastSummary['by_month'][number];

export default function MonthChart({ months }: { months: Month[] }) {
  const palette = usePalette();
  const label = months
    .map((one) => `${month(one.month)} (${plural(one.days, 'day')}) ${units(one.predicted_demand)}`)
    .join(', ');
  return (
    <ChartFrame label={`Expected units by month: ${label}.`} height={260}>
      <Bar
        role="none"
        key={palette.ink}
        options={barOptions(palette, 'units expected', (i) => {
          const one = months[i];
          if (!one) return '';
          const range =
            one.lower != null && one.upper != null ? `, ${units(one.lower)} to ${units(one.upper)}` : '';
          return `${units(one.predicted_demand)} units${range}`;
        })}
        data={{
          labels: months.map((one) => [month(one.month), plural(one.days, 'day')]),
          datasets: [
            {
              data: months.map((one) => one.predicted_demand),
              backgroundColor: palette.band(0.75),
              borderRadius: 4,
              maxBarThickness: 64,
            },
          ],
        }}
      />
    </ChartFrame>
  );
}

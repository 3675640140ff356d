import { Bar } from 'react-chartjs-2';
import type { ForecastSummary } from '@/api/types';
import { units } from '@/lib/format';
import { barOptions } from './bars';
import { ChartFrame } from './ChartFrame';
import { usePalette } from './palette';
import './setup';

type Category = ForecastSummary['by_category'][number];

const MOST = 12;

export default function CategoryChart({ categories, days }: { categories: Category[]; days: number }) {
  const palette = usePalette();
  const rows = [...categories].sort((a, b) => b.predicted_demand - a.predicted_demand).slice(0, MOST);
  const label = rows.map((one) => `${one.category} ${units(one.predicted_demand)}`).join(', ');
  return (
    <ChartFrame
      label={`Expected units by category in ${days} days: ${label}.`}
      height={Math.max(180, rows.length * 34 + 60)}
    >
      <Bar
        role="none"
        key={palette.ink}
        options={barOptions(
          palette,
          'units expected',
          (i) => `${units(rows[i]?.predicted_demand)} units, ${units(rows[i]?.products)} products`,
          true,
        )}
        data={{
          labels: rows.map((one) => one.category),
          datasets: [
            {
              data: rows.map((one) => one.predicted_demand),
              backgroundColor: palette.band(0.75),
              borderRadius: 4,
              maxBarThickness: 20,
            },
          ],
        }}
      />
    </ChartFrame>
  );
}

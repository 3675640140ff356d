import { useMemo } from 'react';
import { Line } from 'react-chartjs-2';
import type { Accuracy } from '@/api/types';
import { units, weekdayDate } from '@/lib/format';
import { ChartFrame } from './ChartFrame';
import { lineOptions } from './options';
import { usePalette } from './palette';
import './setup';

type Day = Accuracy['history'][number];

const outside = (day: Day) => day.actual < day.lower || day.actual > day.upper;

/** What was forecast for past days, and what was then sold. */
export default function AccuracyChart({ history, name }: { history: Day[]; name: string }) {
  const palette = usePalette();
  const options = useMemo(
    () =>
      lineOptions({
        palette,
        unit: 'units a day',
        title: (i) => weekdayDate(history[i]?.forecast_date),
        tooltip: (i) => {
          const day = history[i];
          if (!day) return [];
          return [
            `forecast ${units(day.predicted_demand)}, band ${units(day.lower)} to ${units(day.upper)}`,
            `sold ${units(day.actual)}${outside(day) ? ', outside the band' : ''}`,
          ];
        },
      }),
    [history, palette],
  );
  const missed = history.filter(outside).length;
  return (
    <ChartFrame
      label={`Forecast and sold units of ${name} over ${history.length} past days; ${missed} fell outside the band.`}
      height={270}
      legend={[
        { kind: 'dot', colour: palette.ink, text: 'Sold' },
        { kind: 'dot', colour: palette.danger, text: 'Sold, outside the band (triangle)' },
        { kind: 'dash', colour: palette.forecast, text: 'Forecast at the time' },
        { kind: 'area', colour: palette.band(0.2), text: 'Its band' },
      ]}
    >
      <Line
        role="none"
        key={palette.ink}
        options={options}
        data={{
          labels: history.map((day) => day.forecast_date),
          datasets: [
            {
              data: history.map((day) => day.actual),
              showLine: false,
              pointRadius: history.map((day) => (outside(day) ? 4.5 : 2.6)),
              pointStyle: history.map((day) => (outside(day) ? 'triangle' : 'circle')),
              pointBackgroundColor: history.map((day) => (outside(day) ? palette.danger : palette.ink)),
              pointBorderWidth: 0,
            },
            {
              data: history.map((day) => day.predicted_demand),
              borderColor: palette.forecast,
              borderDash: [5, 4],
              borderWidth: 1.8,
            },
            { data: history.map((day) => day.lower), borderWidth: 0 },
            {
              data: history.map((day) => day.upper),
              borderWidth: 0,
              fill: '-1',
              backgroundColor: palette.band(0.18),
            },
          ],
        }}
      />
    </ChartFrame>
  );
}

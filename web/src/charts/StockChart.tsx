import { useMemo } from 'react';
import { Line } from 'react-chartjs-2';
import type { Forecast, Product, Recommendation } from '@/api/types';
import { date, units, weekdayDate } from '@/lib/format';
import { addDays, today } from '@/lib/dates';
import { ChartFrame } from './ChartFrame';
import { markers, type Level, type Marker } from './markers';
import { lineOptions } from './options';
import { usePalette } from './palette';
import { dueOf, projection } from './projection';
import './setup';

interface StockChartProps {
  product: Product;
  forecast: Forecast;
  recommendation: Recommendation | undefined;
}

/** What is left each day if nothing new is ordered, against the level at which to order. */
export default function StockChart({ product, forecast, recommendation }: StockChartProps) {
  const palette = usePalette();
  const reorderPoint = recommendation?.reorder_point;
  const stock = useMemo(() => {
    // The recommendation has taken off what was sold since the count, and knows each delivery's day.
    const { as_of: now, projected_on_hand: left, inbound = [] } = recommendation ?? {};
    if (now && left != null) return projection(left, addDays(now, -1), dueOf(inbound, today()), forecast);
    const due = {
      day: addDays(product.stock_as_of ?? today(), product.lead_time_days),
      quantity: product.on_order,
    };
    return projection(
      product.on_hand ?? 0,
      product.stock_as_of ?? null,
      product.on_order > 0 ? [due] : [],
      forecast,
    );
  }, [forecast, product, recommendation]);
  const arrivals = useMemo(
    () => stock.flatMap(({ arrived }, index) => (arrived > 0 ? [{ index, text: `+${units(arrived)}` }] : [])),
    [stock],
  );
  const told = stock.findIndex((day) => day.day === recommendation?.stockout_date);
  const out = told >= 0 ? told : stock.findIndex((day) => day.left <= 0);
  const plugins = useMemo(() => {
    const verticals: Marker[] = [
      ...arrivals.map((one) => ({ ...one, colour: palette.ink })),
      ...(out >= 0 ? [{ index: out, text: 'runs out', colour: palette.danger }] : []),
    ];
    const levels: Level[] =
      reorderPoint == null
        ? []
        : [{ value: reorderPoint, text: `reorder point ${units(reorderPoint)}`, colour: palette.stock }];
    return [markers(palette, verticals, levels)];
  }, [arrivals, out, palette, reorderPoint]);
  const options = useMemo(
    () =>
      lineOptions({
        palette,
        unit: 'units in stock',
        suggestedMax: (reorderPoint ?? 0) * 1.15,
        title: (i) => weekdayDate(stock[i]?.day),
        tooltip: (i) => [
          `${units(stock[i]?.left)} units left`,
          ...(stock[i]?.arrived ? [`${units(stock[i].arrived)} units arrive`] : []),
        ],
      }),
    [palette, reorderPoint, stock],
  );
  const ending = stock[out];
  const coming = arrivals.map(({ index, text }) => `${text} on ${date(stock[index]?.day)}`).join(', ');
  const label = [
    ending
      ? `Stock of ${product.name} if nothing is ordered: runs out on ${date(ending.day)}.`
      : `Stock of ${product.name} if nothing is ordered: lasts beyond the forecast.`,
    ...(coming ? [`On its way: ${coming}.`] : []),
  ].join(' ');
  return (
    <ChartFrame
      label={label}
      height={210}
      legend={[
        {
          kind: 'line',
          colour: palette.stock,
          text: 'Stock at the end of the day, if nothing new is ordered',
        },
        { kind: 'dash', colour: palette.stock, text: 'Reorder point' },
      ]}
    >
      <Line
        role="none"
        key={palette.ink}
        options={options}
        plugins={plugins}
        data={{
          labels: stock.map((day) => day.day),
          datasets: [
            {
              data: stock.map((day) => day.left),
              borderColor: palette.stock,
              borderWidth: 2,
              stepped: 'middle',
            },
          ],
        }}
      />
    </ChartFrame>
  );
}

import { useMemo } from 'react';
import { Line } from 'react-chartjs-2';
import type { Forecast, Product } from '@/api/types';
import { date, units, weekdayDate } from '@/lib/format';
import { addDays, today } from '@/lib/dates';
import { ChartFrame } from './ChartFrame';
import { markers, type Level, type Marker } from './markers';
import { lineOptions } from './options';
import { usePalette } from './palette';
import { projection } from './projection';
import './setup';

interface StockChartProps {
  product: Product;
  forecast: Forecast;
  reorderPoint: number | null | undefined;
}

/** What is left each day if nothing new is ordered, against the level at which to order. */
export default function StockChart({ product, forecast, reorderPoint }: StockChartProps) {
  const palette = usePalette();
  const arrives =
    product.on_order > 0 ? addDays(product.stock_as_of ?? today(), product.lead_time_days) : null;
  const stock = useMemo(
    () => projection(product.on_hand ?? 0, product.stock_as_of ?? null, product.on_order, arrives, forecast),
    [arrives, forecast, product],
  );
  const out = stock.findIndex((day) => day.left <= 0);
  const plugins = useMemo(() => {
    const verticals: Marker[] = out >= 0 ? [{ index: out, text: 'runs out', colour: palette.danger }] : [];
    const levels: Level[] =
      reorderPoint == null
        ? []
        : [{ value: reorderPoint, text: `reorder point ${units(reorderPoint)}`, colour: palette.stock }];
    return [markers(palette, verticals, levels)];
  }, [out, palette, reorderPoint]);
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
  const label = ending
    ? `Stock of ${product.name} if nothing is ordered: runs out on ${date(ending.day)}.`
    : `Stock of ${product.name} if nothing is ordered: lasts beyond the forecast.`;
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

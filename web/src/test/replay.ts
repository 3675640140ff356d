import type { Replay } from '@/api/types';
import { addDays } from '@/lib/dates';
import { lastSale } from './shop';

export function replayOf(): Replay {
  const last = lastSale();
  const series = Array.from({ length: 364 }, (_, i) => ({
    date: addDays(last, i - 364),
    recommended_stock: Math.round(260 - (i % 7) * 26 + 30 * Math.sin(i / 40)),
    minmax_stock: Math.round(420 - (i % 14) * 29 + 40 * Math.sin(i / 40)),
    sold: 25,
  }));
  const result = { value_short: 300, cycle_service_level: 0.95 };
  return {
    product_id: null,
    category: null,
    products: 18,
    products_skipped: 0,
    first_date: series[0]?.date ?? last,
    last_date: last,
    days: 364,
    currency: 'EUR',
    recommended: {
      ...result,
      stockout_days: 21,
      units_short: 63,
      fill_rate: 0.987,
      average_stock_units: 214,
      average_stock_value: 1310,
      orders: 412,
    },
    minmax: {
      ...result,
      stockout_days: 58,
      units_short: 241,
      fill_rate: 0.951,
      average_stock_units: 301,
      average_stock_value: 1880,
      orders: 260,
    },
    service_curve: [0.8, 0.9, 0.95, 0.98, 0.99].map((level, i) => ({
      service_level: level,
      fill_rate: 0.95 + i * 0.01,
      cycle_service_level: level,
      stockout_days: 60 - i * 12,
      units_short: 240 - i * 50,
      average_stock_units: 150 + i * 35,
      average_stock_value: 900 + i * 230,
    })),
    series,
    assumptions: [
      'Demand that cannot be met is lost.',
      'Sales are demand, except on days that look like empty shelves.',
    ],
  };
}

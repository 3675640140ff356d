import type { Product, SalesRow } from '@/api/types';
import { addDays, dayNumber, today } from '@/lib/dates';
import { random } from './random';

/**
 * A made-up shop for tests and for working on pages without an API. Its days follow the clock: yesterday is the last
 * one sold, whichever day STOCKCAST_TODAY or a test has set.
 */

const NAMES: [string, string, number, number][] = [
  ['Oat drink, barista, 1 l', 'Drinks', 4.99, 22],
  ['Sparkling water, 6 × 1 l', 'Drinks', 5.4, 14],
  ['Cold brew coffee, 250 ml', 'Drinks', 3.2, 9],
  ['Ginger shot, 60 ml', 'Drinks', 2.9, 4],
  ['Espresso beans, house blend, 1 kg', 'Coffee', 21.5, 6],
  ['Filter coffee, Ethiopia, 250 g', 'Coffee', 11.9, 3],
  ['Paper filters no. 4, 100 pieces', 'Coffee', 3.5, 2],
  ['Sourdough starter kit', 'Baking', 14.9, 0.5],
  ['Rye flour, 1 kg', 'Baking', 2.4, 8],
  ['Vanilla sugar, tin', 'Baking', 6.8, 1.2],
  ['Dark chocolate 70%, 100 g', 'Sweets', 3.6, 17],
  ['Salted caramels, 150 g', 'Sweets', 5.2, 5],
  ['Advent calendar, large', 'Sweets', 24.9, 0.8],
  ['Hazelnut spread, 400 g', 'Spreads', 7.9, 4],
  ['Forest honey, 500 g', 'Spreads', 9.9, 2.5],
  ['Tea towel, linen', 'Kitchen', 12.5, 0.6],
  ['Moka pot, 3 cups', 'Kitchen', 34, 0.4],
  ['Cast iron pan, 26 cm', 'Kitchen', 79, 0.2],
];

const SUPPLIER_OF: Record<string, string> = { Drinks: 'DRINKS', Coffee: 'ROASTER', Sweets: 'SWEETS' };

/** The last day with sales: yesterday. */
export const lastSale = (): string => addDays(today(), -1);
const DAYS = 760;

/** An instant so many days ago, in the morning. */
const morning = (ago: number): string => `${addDays(today(), -ago)}T05:00:00.000Z`;

const pick = (values: number[], i: number): number => values[i % values.length] ?? 1;

export const productOf = (i: number, change: Partial<Product> = {}): Product => {
  const [name, category, price, mean] = NAMES[i] ?? ['Product', 'Other', 10, 1];
  return {
    product_id: `SKU-${String(1001 + i)}`,
    name,
    category,
    current_price: price,
    created_at: morning(DAYS + 20),
    updated_at: morning(2),
    status: 'active',
    unit_cost: i === 9 ? null : Math.round(price * 55) / 100,
    on_hand: i === 5 ? null : i === 0 ? 0 : Math.round(mean * pick([3, 9, 16, 40, 90], i)),
    supplier_id: SUPPLIER_OF[category] ?? null,
    supplier_sku: category === 'Drinks' ? `BW-${String(100 + i)}` : null,
    on_order: i % 6 === 1 ? 24 : 0,
    stock_as_of: lastSale(),
    lead_time_days: pick([3, 7, 14], i),
    lead_time_std_days: pick([0.5, 1.5, 2], i),
    review_period_days: 7,
    service_level: 0.95,
    min_order_quantity: i % 2 ? 12 : 0,
    order_multiple: pick([6, 12, 1], i),
    supersedes: null,
    version: 3,
    ...change,
  };
};

export const shopProducts = (): Product[] => NAMES.map((_one, i) => productOf(i));

const WEEKDAY = [0.8, 0.85, 0.9, 0.95, 1.25, 1.6, 0.65];

/** Expected units of a product on a day. */
export function meanOf(i: number, day: string): number {
  const n = dayNumber(day);
  const mean = NAMES[i]?.[3] ?? 1;
  const year = 1 + 0.22 * Math.sin((2 * Math.PI * (n - 230)) / 365.25);
  return mean * (WEEKDAY[(n + 3) % 7] ?? 1) * year;
}

export function salesOf(product: Product): SalesRow[] {
  const i = Number(product.product_id.slice(4)) - 1001;
  const draw = random(i + 7);
  const rows: SalesRow[] = [];
  const last = lastSale();
  const created_at = morning(1);
  for (let back = DAYS; back >= 0; back -= 1) {
    const date = addDays(last, -back);
    const mean = meanOf(i, date);
    const spread = draw() + draw() + draw() - 1.5;
    const quantity = Math.max(
      0,
      Math.round(mean + spread * Math.sqrt(mean) * 1.6 + (mean < 1 ? draw() - 0.5 : 0)),
    );
    if (quantity === 0) continue;
    rows.push({
      product_id: product.product_id,
      date,
      quantity_sold: quantity,
      price: product.current_price,
      revenue: Math.round(quantity * product.current_price * 100) / 100,
      created_at,
    });
  }
  return rows;
}

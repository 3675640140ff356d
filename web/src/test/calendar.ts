import type { Entry } from '@/api/types';
import { addDays, today } from '@/lib/dates';

/** An entry of the made-up shop's calendar. */
export function entryOf(id: string, change: Partial<Entry>): Entry {
  const start = change.start ?? today();
  return {
    event_id: id,
    name: 'Trade fair',
    kind: 'event',
    start,
    end: start,
    scope: { all: true },
    expected_change_pct: null,
    price: null,
    note: null,
    created_by: 'buyer',
    created_at: `${addDays(today(), -30)}T08:00:00.000Z`,
    updated_at: `${addDays(today(), -30)}T08:00:00.000Z`,
    version: 1,
    ...change,
  };
}

const inDays = (from: number, to = from) => ({ start: addDays(today(), from), end: addDays(today(), to) });

/** What the made-up shop knows of its days, some past and some to come. */
export const shopCalendar = (): Entry[] => [
  entryOf('fair-last', { ...inDays(-180, -178), expected_change_pct: 30 }),
  entryOf('fair-next', { ...inDays(7, 9), expected_change_pct: 30, note: 'Stand 14 in the old market hall' }),
  entryOf('coffee-week', {
    ...inDays(5, 11),
    name: 'Coffee week',
    kind: 'promotion',
    scope: { category: 'Coffee' },
    price: 9.9,
  }),
  entryOf('new-price', {
    ...inDays(9, 40),
    name: 'Price rise',
    kind: 'price',
    scope: { product_ids: ['SKU-1001', 'SKU-1002'] },
    price: 5.49,
  }),
  entryOf('inventory', { ...inDays(8), name: 'Counting the stock', kind: 'closure' }),
  entryOf('empty', {
    ...inDays(-9, -6),
    name: 'Delivery came late',
    kind: 'stockout',
    scope: { product_ids: ['SKU-1003'] },
  }),
];

import type { Entry } from '@/api/types';
import { toCsv } from '@/lib/csv';

interface Row {
  entry: Entry;
  product: string | null;
}

/** The calendar as the file that Import takes back: an entry for some products has a row for each. */
export function calendarCsv(entries: Entry[]): string {
  const rows = entries.flatMap((entry): Row[] => {
    const ids = entry.scope.product_ids;
    return Array.isArray(ids) ? ids.map((product) => ({ entry, product })) : [{ entry, product: null }];
  });
  return toCsv<Row>(
    [
      ['name', ({ entry }) => entry.name],
      ['kind', ({ entry }) => entry.kind],
      ['start', ({ entry }) => entry.start],
      ['end', ({ entry }) => entry.end],
      ['product_id', ({ product }) => product],
      ['category', ({ entry }) => (typeof entry.scope.category === 'string' ? entry.scope.category : null)],
      ['expected_change_pct', ({ entry }) => entry.expected_change_pct],
      ['price', ({ entry }) => entry.price],
      ['note', ({ entry }) => entry.note],
    ],
    rows,
  );
}

import type { Product, Recommendation } from '@/api/types';
import { toCsv } from '@/lib/csv';
import { URGENCY } from '@/lib/urgency';
import { quantityOf, type Drafts } from './drafts';

/** The chosen lines as a file to send to suppliers or load elsewhere. */
export function orderCsv(
  rows: Recommendation[],
  edited: Drafts,
  productOf: (id: string) => Product | undefined,
): string {
  const cost = (row: Recommendation) => productOf(row.product_id)?.unit_cost ?? null;
  const value = (row: Recommendation) => {
    const unit = cost(row);
    return unit === null ? null : Math.round(unit * quantityOf(row, edited) * 100) / 100;
  };
  return toCsv<Recommendation>(
    [
      ['product_id', (row) => row.product_id],
      ['name', (row) => row.name],
      ['category', (row) => row.category],
      ['order_quantity', (row) => quantityOf(row, edited)],
      ['recommended_order_quantity', (row) => row.recommended_order_quantity],
      ['unit_cost', cost],
      ['order_value', value],
      ['order_by_date', (row) => row.order_by_date],
      ['urgency', (row) => URGENCY[row.urgency].label],
      ['on_hand', (row) => row.on_hand],
      ['on_order', (row) => row.on_order],
      ['stockout_date', (row) => row.stockout_date],
    ],
    rows,
  );
}

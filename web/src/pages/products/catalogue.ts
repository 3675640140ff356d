import type { Product } from '@/api/types';
import { toCsv } from '@/lib/csv';

/** The catalogue as the file that Import takes back. */
export function catalogueCsv(products: Product[]): string {
  return toCsv<Product>(
    [
      ['product_id', (p) => p.product_id],
      ['name', (p) => p.name],
      ['category', (p) => p.category],
      ['current_price', (p) => p.current_price],
      ['status', (p) => p.status],
      ['unit_cost', (p) => p.unit_cost],
      ['on_hand', (p) => p.on_hand],
      ['on_order', (p) => p.on_order],
      ['stock_as_of', (p) => p.stock_as_of],
      ['lead_time_days', (p) => p.lead_time_days],
      ['lead_time_std_days', (p) => p.lead_time_std_days],
      ['review_period_days', (p) => p.review_period_days],
      ['service_level', (p) => p.service_level],
      ['min_order_quantity', (p) => p.min_order_quantity],
      ['order_multiple', (p) => p.order_multiple],
      ['supersedes', (p) => p.supersedes],
      ['supplier_id', (p) => p.supplier_id],
      ['supplier_sku', (p) => p.supplier_sku],
    ],
    products,
  );
}

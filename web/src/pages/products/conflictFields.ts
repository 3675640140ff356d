import type { Field } from '@/lib/differences';
import type { FieldName, FormValues } from './form';

/** What a conflict calls the fields of the product form: every one, or a choice would lose some. */
const LABELS: Record<Exclude<FieldName, 'product_id'>, string> = {
  name: 'Name',
  category: 'Category',
  current_price: 'Selling price',
  unit_cost: 'Unit cost',
  status: 'Status',
  on_hand: 'On hand, units',
  stock_as_of: 'Counted on',
  on_order: 'On order, units',
  lead_time_days: 'Lead time, days',
  lead_time_std_days: 'Lead time varies by, days',
  review_period_days: 'Review every, days',
  service_level: 'Service level, %',
  min_order_quantity: 'Smallest order, units',
  order_multiple: 'Pack size, units',
  supersedes: 'Replaces product',
  supplier_id: 'Supplier',
  supplier_sku: 'Supplier’s article number',
};

export const FIELDS: Field<FormValues>[] = Object.entries(LABELS).map(([key, label]) => ({
  key: key as FieldName,
  label,
}));

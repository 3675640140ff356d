import type { Product, ProductWrite } from '@/api/types';
import type { Errors } from '@/ui/useFields';

/** The product form as text, the way inputs hold it. */
export type FormValues = Record<FieldName, string>;
export type FieldName =
  | 'product_id'
  | 'name'
  | 'category'
  | 'status'
  | 'current_price'
  | 'unit_cost'
  | 'on_hand'
  | 'on_order'
  | 'stock_as_of'
  | 'lead_time_days'
  | 'lead_time_std_days'
  | 'review_period_days'
  | 'service_level'
  | 'min_order_quantity'
  | 'order_multiple'
  | 'supersedes'
  | 'supplier_id'
  | 'supplier_sku';

export type FormErrors = Errors<FieldName>;

const text = (value: string | number | null | undefined): string => (value == null ? '' : String(value));

/** A number with its decimal point moved, digit for digit: 99.9 / 100 would be 0.9990000000000001. */
export const shifted = (value: number, places: number): number => Number(`${value}e${places}`);

export function initial(product: Product | undefined, today: string): FormValues {
  return {
    product_id: text(product?.product_id),
    name: text(product?.name),
    category: text(product?.category),
    status: product?.status ?? 'active',
    current_price: text(product?.current_price),
    unit_cost: text(product?.unit_cost),
    on_hand: text(product?.on_hand),
    on_order: text(product?.on_order ?? 0),
    stock_as_of: text(product?.stock_as_of ?? (product ? '' : today)),
    lead_time_days: text(product?.lead_time_days ?? 7),
    lead_time_std_days: text(product?.lead_time_std_days ?? 0),
    review_period_days: text(product?.review_period_days ?? 7),
    service_level: text(shifted(product?.service_level ?? 0.95, 2)),
    min_order_quantity: text(product?.min_order_quantity ?? 0),
    order_multiple: text(product?.order_multiple ?? 1),
    supersedes: text(product?.supersedes),
    supplier_id: text(product?.supplier_id),
    supplier_sku: text(product?.supplier_sku),
  };
}

/** What can be said about a form before the API is asked; the API has the last word. */
export function check(values: FormValues): FormErrors {
  const errors: FormErrors = {};
  if (values.product_id && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(values.product_id)) {
    errors.product_id = 'Letters, digits, dot, dash and underscore; at most 64';
  }
  if (!values.name.trim()) errors.name = 'Give it a name';
  if (!values.category.trim()) errors.category = 'Give it a category';
  if (values.current_price === '') errors.current_price = 'Enter the selling price';
  const level = Number(values.service_level);
  if (!(level >= 50 && level <= 99.9)) errors.service_level = 'Between 50 and 99.9';
  if (!(Number(values.order_multiple) > 0)) errors.order_multiple = 'More than 0';
  if (!(Number(values.review_period_days) >= 1)) errors.review_period_days = 'At least 1';
  for (const name of NUMBERS) {
    if (Number(values[name]) < 0) errors[name] = 'Not below 0';
  }
  return errors;
}

const NUMBERS = [
  'current_price',
  'unit_cost',
  'on_order',
  'lead_time_days',
  'lead_time_std_days',
  'min_order_quantity',
] as const;

const orNull = (value: string): number | null => (value.trim() === '' ? null : Number(value));
const orZero = (value: string): number => orNull(value) ?? 0;

export function toWrite(values: FormValues): ProductWrite {
  return {
    ...(values.product_id ? { product_id: values.product_id } : {}),
    name: values.name.trim(),
    category: values.category.trim(),
    status: values.status === 'discontinued' ? 'discontinued' : 'active',
    current_price: Number(values.current_price),
    unit_cost: orNull(values.unit_cost),
    on_hand: orNull(values.on_hand),
    on_order: orZero(values.on_order),
    stock_as_of: values.on_hand.trim() === '' ? null : values.stock_as_of || null,
    lead_time_days: orZero(values.lead_time_days),
    lead_time_std_days: orZero(values.lead_time_std_days),
    review_period_days: orZero(values.review_period_days),
    service_level: shifted(Number(values.service_level), -2),
    min_order_quantity: orZero(values.min_order_quantity),
    order_multiple: orZero(values.order_multiple),
    supersedes: values.supersedes || null,
    supplier_id: values.supplier_id || null,
    supplier_sku: values.supplier_sku.trim() || null,
  };
}

import type { NewSupplier, Supplier } from '@/api/types';
import type { Field } from '@/lib/differences';
import type { Errors } from '@/ui/useFields';
import { weekdaysWords } from './words';

/** The supplier form as its inputs hold it. */
export interface SupplierValues {
  supplier_id: string;
  name: string;
  email: string;
  address: string;
  currency: string;
  lead_time_days: string;
  lead_time_std_days: string;
  review_period_days: string;
  order_weekdays: string[];
  min_order_value: string;
  note: string;
}

export type SupplierField = keyof SupplierValues;
export type SupplierErrors = Errors<SupplierField>;

const text = (value: string | number | null | undefined): string => (value == null ? '' : String(value));

export const valuesOf = (supplier?: Supplier): SupplierValues => ({
  supplier_id: text(supplier?.supplier_id),
  name: text(supplier?.name),
  email: text(supplier?.email),
  address: text(supplier?.address),
  currency: text(supplier?.currency),
  lead_time_days: text(supplier?.lead_time_days),
  lead_time_std_days: text(supplier?.lead_time_std_days),
  review_period_days: text(supplier?.review_period_days),
  order_weekdays: supplier?.order_weekdays ?? [],
  min_order_value: supplier?.min_order_value ? String(supplier.min_order_value) : '',
  note: text(supplier?.note),
});

const between = (value: string, least: number, most: number, whole: boolean): string | undefined => {
  if (value.trim() === '') return undefined;
  const number = Number(value);
  const fits = number >= least && number <= most && (!whole || Number.isInteger(number));
  return fits ? undefined : `${whole ? 'A whole number from' : 'From'} ${least} to ${most}`;
};

/** What can be said about a form before the API is asked; the API has the last word. */
export function check(values: SupplierValues): SupplierErrors {
  const found: SupplierErrors = {
    supplier_id:
      values.supplier_id && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(values.supplier_id)
        ? 'Letters, digits, dot, dash and underscore; at most 64'
        : undefined,
    name: values.name.trim() ? undefined : 'Give it a name',
    email: values.email.trim() && !/^\S+@\S+$/.test(values.email.trim()) ? 'Not a mail address' : undefined,
    currency:
      values.currency && !/^[A-Z]{3}$/.test(values.currency) ? 'Three letters, such as EUR' : undefined,
    lead_time_days: between(values.lead_time_days, 0, 365, true),
    lead_time_std_days:
      between(values.lead_time_std_days, 0, 365, false) ??
      (values.lead_time_std_days && !values.lead_time_days ? 'Say the days first' : undefined),
    review_period_days: between(values.review_period_days, 1, 90, true),
    min_order_value: between(values.min_order_value, 0, 1e9, false),
  };
  return Object.fromEntries(Object.entries(found).filter(([, error]) => Boolean(error)));
}

const orNull = (value: string): string | null => value.trim() || null;
const number = (value: string): number | null => (value.trim() === '' ? null : Number(value));

export function toWrite(values: SupplierValues): NewSupplier {
  const std = number(values.lead_time_std_days);
  return {
    ...(values.supplier_id ? { supplier_id: values.supplier_id } : {}),
    name: values.name.trim(),
    email: orNull(values.email),
    address: orNull(values.address),
    currency: orNull(values.currency),
    lead_time_days: number(values.lead_time_days),
    ...(std === null ? {} : { lead_time_std_days: std }),
    review_period_days: number(values.review_period_days),
    order_weekdays: values.order_weekdays as NonNullable<NewSupplier['order_weekdays']>,
    min_order_value: number(values.min_order_value) ?? 0,
    note: orNull(values.note),
  };
}

const LABELS: Record<Exclude<SupplierField, 'supplier_id'>, string> = {
  name: 'Name',
  email: 'Mail address for orders',
  address: 'Address',
  currency: 'Currency of its prices',
  lead_time_days: 'Delivers in, days',
  lead_time_std_days: 'Varies by, days',
  review_period_days: 'Order every, days',
  order_weekdays: 'Takes orders on',
  min_order_value: 'Smallest order value',
  note: 'Note',
};

/** What a conflict calls the fields: every one, or a choice would lose some. */
export const FIELDS: Field<SupplierValues>[] = Object.entries(LABELS).map(([key, label]) => ({
  key: key as SupplierField,
  label,
  ...(key === 'order_weekdays' ? { show: (one: SupplierValues) => weekdaysWords(one.order_weekdays) } : {}),
}));

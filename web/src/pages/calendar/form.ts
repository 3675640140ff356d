import type { Entry, EntryKind, EntryWrite } from '@/api/types';
import type { Field } from '@/lib/differences';
import { daysBetween } from '@/lib/dates';
import { date } from '@/lib/format';
import type { Errors } from '@/ui/useFields';
import type { Comparison } from '@/ui/useEditing';
import { hasChange, hasPrice, KINDS, scopeWords } from './words';

/** The form of a calendar entry as text, the way inputs hold it. */
export interface EntryValues {
  name: string;
  kind: EntryKind;
  start: string;
  end: string;
  scope: 'all' | 'category' | 'products';
  category: string;
  product_ids: string[];
  expected_change_pct: string;
  price: string;
  note: string;
}

export type EntryField = keyof EntryValues;
export type EntryErrors = Errors<EntryField>;

const text = (value: string | number | null | undefined): string => (value == null ? '' : String(value));

export const blank = (day: string): EntryValues => ({
  name: '',
  kind: 'event',
  start: day,
  end: day,
  scope: 'all',
  category: '',
  product_ids: [],
  expected_change_pct: '',
  price: '',
  note: '',
});

export function valuesOf({ scope, ...entry }: Entry): EntryValues {
  const ids = Array.isArray(scope.product_ids) ? scope.product_ids : [];
  const category = typeof scope.category === 'string' ? scope.category : '';
  return {
    name: entry.name,
    kind: entry.kind,
    start: entry.start,
    end: entry.end,
    scope: category ? 'category' : ids.length > 0 ? 'products' : 'all',
    category,
    product_ids: ids,
    expected_change_pct: text(entry.expected_change_pct),
    price: text(entry.price),
    note: text(entry.note),
  };
}

const amount = (value: string): number | null => (value.trim() === '' ? null : Number(value));

/** What is sent. Fields that a kind does not have are left out, whatever was typed before the kind was changed. */
export function toWrite(values: EntryValues): EntryWrite {
  return {
    name: values.name.trim(),
    kind: values.kind,
    start: values.start,
    end: values.end,
    scope: scopeOf(values),
    expected_change_pct: hasChange(values.kind) ? amount(values.expected_change_pct) : null,
    price: hasPrice(values.kind) ? amount(values.price) : null,
    note: values.note.trim() || null,
  };
}

function scopeOf({ scope, category, product_ids }: EntryValues): EntryWrite['scope'] {
  if (scope === 'category') return { category: category.trim() };
  return scope === 'products' ? { product_ids: [...product_ids].sort() } : { all: true };
}

const MOST_DAYS = 366;

/** What can be said about a form before the API is asked; the API has the last word. */
export function check(values: EntryValues): EntryErrors {
  const errors: EntryErrors = { ...checkDays(values), ...checkAmounts(values) };
  if (!values.name.trim()) errors.name = 'Give it a name';
  if (values.scope === 'category' && !values.category.trim()) errors.category = 'Choose a category';
  if (values.scope === 'products' && values.product_ids.length === 0)
    errors.product_ids = 'Choose at least one product';
  return errors;
}

export function checkDays({ start, end }: Pick<EntryValues, 'start' | 'end'>): EntryErrors {
  if (!start) return { start: 'Choose the first day' };
  if (!end) return { end: 'Choose the last day' };
  if (end < start) return { end: 'The last day is before the first' };
  return daysBetween(start, end) >= MOST_DAYS ? { end: 'At most a year and a day' } : {};
}

export function checkChange(value: string): string | undefined {
  const change = amount(value);
  if (change === null) return undefined;
  return change >= -100 && change <= 1000 ? undefined : 'Between −100 (nothing sold) and 1000';
}

function checkAmounts(values: EntryValues): EntryErrors {
  const errors: EntryErrors = {};
  const change = hasChange(values.kind) ? checkChange(values.expected_change_pct) : undefined;
  if (change) errors.expected_change_pct = change;
  const price = amount(values.price);
  if (values.kind === 'price' && price === null) errors.price = 'Enter the price of these days';
  if (hasPrice(values.kind) && price !== null && !(price >= 0)) errors.price = 'Not below 0';
  return errors;
}

const scopeText = (values: EntryValues): string => {
  const { category, product_ids: ids } = scopeOf(values);
  return scopeWords({ scope: category ? { category } : ids ? { product_ids: ids } : { all: true } });
};

/** What a conflict compares: what is sent, with whom it concerns as one thing. */
type Compared = Omit<EntryValues, 'scope' | 'category' | 'product_ids'> & {
  whom: Pick<EntryValues, 'scope' | 'category' | 'product_ids'>;
};

const compared = ({ scope, category, product_ids, ...rest }: EntryValues): Compared => ({
  ...rest,
  whom: { scope, category, product_ids },
});

const uncompared = ({ whom, ...rest }: Compared): EntryValues => ({ ...rest, ...whom });

const LABELS: Record<keyof Compared, [string, ((values: Compared) => string)?]> = {
  name: ['Name'],
  kind: ['Kind', ({ kind }) => KINDS[kind].label],
  start: ['First day', ({ start }) => date(start)],
  end: ['Last day', ({ end }) => date(end)],
  whom: ['Whom it concerns', (values) => scopeText(uncompared(values))],
  expected_change_pct: ['Expected change, %'],
  price: ['Price'],
  note: ['Note'],
};

const FIELDS: Field<Compared>[] = Object.entries(LABELS).map(([key, [label, show]]) => ({
  key: key as keyof Compared,
  label,
  ...(show ? { show } : {}),
}));

export const COMPARISON: Comparison<EntryValues, Compared> = {
  of: compared,
  back: uncompared,
  fields: () => FIELDS,
};

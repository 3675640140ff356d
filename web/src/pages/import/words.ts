import type { FileOptions, ReadAs, UploadReport } from '@/api/types';
import { count } from '@/lib/format';

/** What the API's names for parts of a file are called on the page. */

const ROLES: Record<string, string> = {
  date: 'Date',
  product_id: 'Product',
  quantity_sold: 'Quantity',
  price: 'Price a unit',
  revenue: 'Revenue',
  name: 'Name',
  category: 'Category',
  discount: 'Discount',
  location: 'Location',
  currency: 'Currency',
  current_price: 'Selling price',
  status: 'Status',
  unit_cost: 'Unit cost',
  on_hand: 'In stock',
  on_order: 'On order',
  stock_as_of: 'Counted on',
  lead_time_days: 'Lead time, days',
  lead_time_std_days: 'Lead time varies by, days',
  review_period_days: 'Review every, days',
  service_level: 'Service level',
  min_order_quantity: 'Smallest order',
  order_multiple: 'Pack size',
  supersedes: 'Replaces product',
  supplier_id: 'Supplier',
  supplier_sku: 'Supplier’s article number',
  kind: 'Kind',
  start: 'First day',
  end: 'Last day',
  expected_change_pct: 'Expected change, %',
  note: 'Note',
};

/** Rows of a file that count: those that can be read, less those that the file says are no sales. */
export const counting = (report: Pick<UploadReport, 'rows_accepted' | 'excluded'>): number =>
  report.rows_accepted - noSales(report);

/** Rows that the file says are no sales: cancelled, refunded and the like. */
export const noSales = ({ excluded }: Pick<UploadReport, 'excluded'>): number =>
  excluded.reduce((sum, one) => sum + one.rows, 0);

/** How many rows are none, in words. */
export const areNoSales = (rows: number): string =>
  rows === 1 ? '1 is no sale' : `${count(rows)} are no sales`;

/** The API's words without those to a program: "Pass date_format=…", "; or pass that as date_format …". */
export const withoutParameters = (detail: string): string =>
  detail
    .replace(/[;,]?\s*(\bor )?\b(pass (that as [a-z_]+\b|[a-z_]+=)|upload with [a-z_]+=).*$/is, '')
    .replace(/([^.])$/, '$1.');

/** An id as it can be kept, made of one that cannot: letters without their marks, a dash for what is no letter or digit. */
export const keepable = (id: string): string =>
  id
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 64);

/** What a column can be, in words; a role that is new to the page goes by its own name. */
export const roleWords = (role: string): string => ROLES[role] ?? role.replaceAll('_', ' ');

type Choices<T extends string> = Record<T, string>;
export type OptionName = 'date_format' | 'decimal_mark' | 'currency' | 'encoding';

export const OPTIONS: Choices<OptionName> = {
  date_format: 'How dates are written',
  decimal_mark: 'Decimal mark',
  currency: 'Money is in',
  encoding: 'Encoding',
};

const ENCODINGS: Choices<NonNullable<FileOptions['encoding']>> = {
  'utf-8': 'UTF-8',
  'utf-16': 'UTF-16 (Excel’s Unicode text)',
  'windows-1252': 'Windows-1252 (Excel’s plain CSV)',
  'mac-roman': 'Mac Roman',
};

const MARKS: Choices<NonNullable<FileOptions['decimal_mark']>> = {
  '.': 'Point: 1,234.50',
  ',': 'Comma: 1.234,50',
};

const DATE_FORMATS: Choices<string> = {
  'YYYY-MM-DD': 'Year first: 2026-11-20',
  'DD/MM/YYYY': 'Day first: 20/11/2026',
  'MM/DD/YYYY': 'Month first: 11/20/2026',
  'YY-MM-DD': 'Short year first: 26-11-20',
  'YYYY-Www': 'Year and week: 2026-W47',
  EXCEL: 'Excel’s count of days: 46346',
  EPOCH: 'Seconds since 1970',
  EPOCH_MS: 'Milliseconds since 1970',
};

const currencyNames = new Intl.DisplayNames(undefined, { type: 'currency' });
const CURRENCIES: Choices<string> = Object.fromEntries(
  Intl.supportedValuesOf('currency').map((code) => [code, `${code}: ${currencyNames.of(code) ?? code}`]),
);

export const CHOICES: Record<OptionName, Choices<string>> = {
  date_format: DATE_FORMATS,
  decimal_mark: MARKS,
  currency: CURRENCIES,
  encoding: ENCODINGS,
};

export const isOption = (name: string): name is OptionName => Object.hasOwn(OPTIONS, name);

/** What a control of the page is labelled. */
export const controlWords = (kind: 'column' | 'option', name: string): string =>
  kind === 'option' && isOption(name) ? OPTIONS[name] : roleWords(name);

const DELIMITERS: Choices<string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** A choice in words, or as the API spells it. */
export const choiceWords = (choices: Choices<string>, value: string): string => choices[value] ?? value;

/** "A table · UTF-8 · columns separated by commas"; known exports go by the API's name for them. */
export function kindWords({ layout, encoding, delimiter }: ReadAs): string {
  const known = layout === 'table' ? 'A table' : layout;
  return `${known} · ${choiceWords(ENCODINGS, encoding)} · columns separated by ${choiceWords(DELIMITERS, delimiter)}`;
}

import { cell, type Separator } from '@/lib/csv';

/** What a column of an import can be, and the names under which each is found. The API knows the same ones. */
export type Kind = 'sales' | 'products';

export interface Field {
  name: string;
  label: string;
  required?: boolean;
  aliases: string[];
}

const SALES: Field[] = [
  {
    name: 'date',
    label: 'Date',
    required: true,
    aliases: ['date', 'ds', 'timestamp', 'order_date', 'created at', 'purchase-date'],
  },
  {
    name: 'product_id',
    label: 'Product',
    required: true,
    aliases: ['product_id', 'sku', 'item_id', 'unique_id', 'lineitem sku'],
  },
  {
    name: 'quantity_sold',
    label: 'Quantity',
    required: true,
    aliases: [
      'quantity_sold',
      'quantity',
      'qty',
      'y',
      'demand',
      'units',
      'target_value',
      'lineitem quantity',
    ],
  },
  { name: 'price', label: 'Price a unit', aliases: ['price', 'lineitem price'] },
  { name: 'revenue', label: 'Revenue', aliases: ['revenue'] },
  { name: 'name', label: 'Product name', aliases: ['name'] },
  { name: 'category', label: 'Category', aliases: ['category'] },
];

const plain = (name: string, label: string, required = false): Field => ({
  name,
  label,
  required,
  aliases: [name],
});

const PRODUCTS: Field[] = [
  plain('product_id', 'Product id', true),
  plain('name', 'Name'),
  plain('category', 'Category'),
  plain('current_price', 'Selling price'),
  plain('status', 'Status'),
  plain('unit_cost', 'Unit cost'),
  plain('on_hand', 'On hand'),
  plain('on_order', 'On order'),
  plain('stock_as_of', 'Counted on'),
  plain('lead_time_days', 'Lead time, days'),
  plain('lead_time_std_days', 'Lead time varies by'),
  plain('review_period_days', 'Review every, days'),
  plain('service_level', 'Service level'),
  plain('min_order_quantity', 'Smallest order'),
  plain('order_multiple', 'Pack size'),
  plain('supersedes', 'Replaces product'),
];

export const FIELDS: Record<Kind, Field[]> = { sales: SALES, products: PRODUCTS };

const norm = (text: string) => text.trim().toLowerCase();

/** For each column of a file, the field it is taken for, or '' for none. The first of two alike wins. */
export function recognise(header: string[], kind: Kind): string[] {
  const taken = new Set<string>();
  return header.map((column) => {
    const field = FIELDS[kind].find((one) => one.aliases.includes(norm(column)));
    if (!field || taken.has(field.name)) return '';
    taken.add(field.name);
    return field.name;
  });
}

/** A file that the API reads as it is, by knowing where it comes from: its columns need no help. */
export function knownExport(header: string[]): string | null {
  const has = (...names: string[]) => names.every((name) => header.some((column) => norm(column) === name));
  if (has('lineitem sku', 'lineitem quantity', 'created at')) return 'Shopify orders';
  if (has('purchase-date', 'sku', 'quantity')) return 'Amazon all orders';
  if (has('date', 'item', 'qty') && has('gross sales')) return 'Square items';
  return null;
}

export const missing = (mapping: string[], kind: Kind): Field[] =>
  FIELDS[kind].filter((field) => field.required && !mapping.includes(field.name));

/** The header line that makes the API read the columns as mapped. Columns set aside get a name it does not know. */
export function renamed(header: string[], mapping: string[], kind: Kind, separator: Separator): string {
  const known = new Set(FIELDS[kind].flatMap((field) => field.aliases));
  return header
    .map((column, i) => {
      const chosen = mapping[i] ?? '';
      const own = known.has(norm(column)) ? `unused ${column}` : column;
      const name = chosen === '' ? own : chosen;
      return separator === ',' ? cell(name) : name.includes(separator) ? `"${name}"` : name;
    })
    .join(separator);
}

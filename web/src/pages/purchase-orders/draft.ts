import type { OrderPatch, PurchaseOrder } from '@/api/types';
import type { Field } from '@/lib/differences';
import type { Comparison } from '@/ui/useEditing';
import { lastPart, type Errors } from '@/ui/useFields';

/** A draft as it is edited: its note, its day, and a quantity and a cost for each product. */

export interface DraftLine {
  /** Tells lines apart, also those of one product: `CHAI-01`, `CHAI-01 #2`. */
  key: string;
  product_id: string;
  supplier_sku: string | null;
  quantity: number;
  /** As it is typed; nothing where the cost is not known. */
  cost: string;
  expected_on: string | null;
}

export interface DraftValues {
  note: string;
  lines: DraftLine[];
}

export function valuesOf(order: PurchaseOrder): DraftValues {
  const seen = new Map<string, number>();
  return {
    note: order.note ?? '',
    lines: order.lines.map((line) => {
      const number = (seen.get(line.product_id) ?? 0) + 1;
      seen.set(line.product_id, number);
      return {
        key: number === 1 ? line.product_id : `${line.product_id} #${number}`,
        product_id: line.product_id,
        supplier_sku: line.supplier_sku,
        quantity: line.quantity,
        cost: line.unit_cost === null ? '' : String(line.unit_cost),
        expected_on: line.expected_on,
      };
    }),
  };
}

/** What is wrong with a draft, by the fields of its lines: `quantity CHAI-01`, `cost CHAI-01`. */
export function check({ lines }: DraftValues): Errors {
  const errors: Errors = {};
  for (const line of lines) {
    if (!(line.quantity > 0)) errors[`quantity ${line.key}`] = 'More than 0, or remove the line';
    if (line.cost !== '' && !(Number(line.cost) >= 0)) errors[`cost ${line.key}`] = 'Not below 0';
  }
  return errors;
}

/** The field that the API points at: `/lines/0/unit_cost` is the cost of the first line. */
export function fieldOf(pointer: string, { lines }: DraftValues): string {
  const [, number, part] = /\/lines\/(\d+)(?:\/(\w+))?$/.exec(pointer) ?? [];
  const line = lines[Number(number)];
  if (!line) return lastPart(pointer);
  return `${part === 'unit_cost' ? 'cost' : 'quantity'} ${line.key}`;
}

export const toPatch = ({ note, lines }: DraftValues): OrderPatch => ({
  note: note.trim() || null,
  lines: lines.map((line) => ({
    product_id: line.product_id,
    supplier_sku: line.supplier_sku,
    quantity: line.quantity,
    unit_cost: line.cost === '' ? null : Number(line.cost),
    expected_on: line.expected_on,
  })),
});

/** A draft field by field, to be held beside another version: lines that are not there have no quantity. */
export type Flat = Record<string, string>;

export const flat = ({ note, lines }: DraftValues): Flat => ({
  note,
  ...Object.fromEntries(
    lines.flatMap((line) => [
      [`quantity ${line.key}`, String(line.quantity)],
      [`cost ${line.key}`, line.cost],
    ]),
  ),
});

export function fields(versions: DraftValues[], nameOf: (id: string) => string): Field<Flat>[] {
  const lines = new Map(versions.flatMap((one) => one.lines.map((line) => [line.key, line])));
  return [
    { key: 'note', label: 'Note' },
    ...[...lines].flatMap(([key, { product_id: id }]) => [
      {
        key: `quantity ${key}`,
        label: `Units of ${nameOf(id)}${key.slice(id.length)}`,
        show: (values: Flat) => values[`quantity ${key}`] ?? 'not on the draft',
      },
      { key: `cost ${key}`, label: `Cost of ${nameOf(id)}${key.slice(id.length)}` },
    ]),
  ];
}

/** A draft out of what was chosen field by field, with each line from a version that has it. */
export function unflat(chosen: Flat, versions: DraftValues[]): DraftValues {
  const lines = new Map<string, DraftLine>();
  for (const line of versions.flatMap((one) => one.lines)) {
    const quantity = chosen[`quantity ${line.key}`];
    if (quantity === undefined || lines.has(line.key)) continue;
    lines.set(line.key, {
      ...line,
      quantity: Number(quantity),
      cost: chosen[`cost ${line.key}`] ?? line.cost,
    });
  }
  return { note: chosen.note ?? '', lines: [...lines.values()] };
}

export const comparison = (nameOf: (id: string) => string): Comparison<DraftValues, Flat> => ({
  of: flat,
  back: unflat,
  fields: (versions) => fields(versions, nameOf),
});

import type { OrderPatch, PurchaseOrder } from '@/api/types';
import type { Field } from '@/lib/differences';

/** A draft as it is edited: its note, its day, and a quantity and a cost for each product. */

export interface DraftLine {
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

export const valuesOf = (order: PurchaseOrder): DraftValues => ({
  note: order.note ?? '',
  lines: order.lines.map((line) => ({
    product_id: line.product_id,
    supplier_sku: line.supplier_sku,
    quantity: line.quantity,
    cost: line.unit_cost === null ? '' : String(line.unit_cost),
    expected_on: line.expected_on,
  })),
});

/** What is wrong with a draft, by product; its lines are to be more than nothing. */
export function errorsOf({ lines }: DraftValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const line of lines) {
    if (!(line.quantity > 0)) errors[line.product_id] = 'More than 0, or remove the line';
    else if (line.cost !== '' && !(Number(line.cost) >= 0)) errors[line.product_id] = 'Not below 0';
  }
  return errors;
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
      [`quantity ${line.product_id}`, String(line.quantity)],
      [`cost ${line.product_id}`, line.cost],
    ]),
  ),
});

export function fields(versions: DraftValues[], nameOf: (id: string) => string): Field<Flat>[] {
  const ids = new Set(versions.flatMap(({ lines }) => lines.map((line) => line.product_id)));
  return [
    { key: 'note', label: 'Note' },
    ...[...ids].flatMap((id) => [
      {
        key: `quantity ${id}`,
        label: `Units of ${nameOf(id)}`,
        show: (values: Flat) => values[`quantity ${id}`] ?? 'not on the draft',
      },
      { key: `cost ${id}`, label: `Cost of ${nameOf(id)}` },
    ]),
  ];
}

/** A draft out of what was chosen field by field, with each line from a version that has it. */
export function unflat(chosen: Flat, versions: DraftValues[]): DraftValues {
  const lines = new Map<string, DraftLine>();
  for (const line of versions.flatMap((one) => one.lines)) {
    const quantity = chosen[`quantity ${line.product_id}`];
    if (quantity === undefined || lines.has(line.product_id)) continue;
    lines.set(line.product_id, {
      ...line,
      quantity: Number(quantity),
      cost: chosen[`cost ${line.product_id}`] ?? line.cost,
    });
  }
  return { note: chosen.note ?? '', lines: [...lines.values()] };
}

import type { OrderLine, Product, PurchaseOrder } from '@/api/types';
import { addDays, today } from '@/lib/dates';
import { now } from './answers';
import { recommendationOf } from './ordering';
import type { World } from './world';

/** What the made-up API does with purchase orders: drafts, transitions, receipts that count once. */

const sum = (lines: OrderLine[], pick: (line: OrderLine) => number | null): number | null =>
  lines.reduce<number | null>((total, line) => {
    const value = pick(line);
    return total === null || value === null ? null : total + value;
  }, 0);

const cents = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);

/** An order with its sums worked out from its lines. */
export function summed(order: PurchaseOrder): PurchaseOrder {
  const coming = order.lines.flatMap((line) => (line.open_quantity > 0 ? (line.expected_on ?? []) : []));
  return {
    ...order,
    total_units: sum(order.lines, (line) => line.quantity) ?? 0,
    total_cost: cents(
      sum(order.lines, (line) => (line.unit_cost === null ? null : line.quantity * line.unit_cost)),
    ),
    expected_on: coming.sort().at(-1) ?? null,
  };
}

export function orderOf(
  id: string,
  supplier: string,
  lines: [Product, number][],
  more: Partial<PurchaseOrder> = {},
): PurchaseOrder {
  return summed({
    purchase_order_id: id,
    supplier_id: supplier,
    status: 'draft',
    currency: 'EUR',
    lines: lines.map(([product, quantity], i) => ({
      line: i + 1,
      product_id: product.product_id,
      supplier_sku: product.supplier_sku,
      quantity,
      unit_cost: product.unit_cost,
      expected_on: null,
      promised_on: null,
      received_quantity: 0,
      open_quantity: 0,
      cancelled: false,
    })),
    ordered_on: null,
    expected_on: null,
    total_units: 0,
    total_cost: 0,
    note: null,
    created_by: 'demo',
    created_at: `${addDays(today(), -4)}T09:00:00Z`,
    updated_at: `${addDays(today(), -4)}T09:00:00Z`,
    version: 1,
    warnings: [],
    ...more,
  });
}

/** The order as it is once it was sent: its lines are open and have a day. */
export const sent = (order: PurchaseOrder, orderedOn: string, days: number): PurchaseOrder =>
  summed({
    ...order,
    status: 'ordered',
    ordered_on: orderedOn,
    lines: order.lines.map((line) => ({
      ...line,
      expected_on: line.expected_on ?? addDays(orderedOn, days),
      promised_on: line.expected_on ?? addDays(orderedOn, days),
      open_quantity: line.quantity,
    })),
  });

/** What came of an order, in stock and no longer on order. */
export function received(order: PurchaseOrder, came: Map<number, number>): PurchaseOrder {
  const lines = order.lines.map((line) => {
    const units = came.get(line.line) ?? 0;
    return {
      ...line,
      received_quantity: line.received_quantity + units,
      open_quantity: Math.max(0, line.open_quantity - units),
    };
  });
  const done = lines.every((line) => line.open_quantity === 0);
  return summed({ ...order, lines, status: done ? 'received' : 'partially_received' });
}

export const cancelled = (order: PurchaseOrder): PurchaseOrder =>
  summed({
    ...order,
    status: 'cancelled',
    lines: order.lines.map((line) => ({ ...line, open_quantity: 0 })),
  });

/** One draft for each supplier of what is recommended, and what is in none. */
export function drafted(
  world: World,
  wanted: Product[],
  quantities: Record<string, number>,
): {
  items: PurchaseOrder[];
  left_out: { product_id: string; code: string; why: string; quantity: number | null }[];
} {
  const left_out: ReturnType<typeof drafted>['left_out'] = [];
  const lines = new Map<string, [Product, number][]>();
  for (const product of wanted) {
    const id = product.product_id;
    const quantity = quantities[id] ?? recommendationOf(product).recommended_order_quantity;
    const leave = (code: string, why: string) => left_out.push({ product_id: id, code, why, quantity });
    if (quantity === null) leave('unknown_stock', `How much is in stock of '${id}' is not known.`);
    else if (quantity === 0) leave('nothing_to_order', `Nothing is to be ordered of '${id}'.`);
    else if (product.supplier_id === null) leave('no_supplier', `'${id}' has no supplier.`);
    else lines.set(product.supplier_id, [...(lines.get(product.supplier_id) ?? []), [product, quantity]]);
  }
  const items = [...lines].map(([supplier, own]) =>
    orderOf(`PO-${world.orders.size + 1}-${supplier}`, supplier, own, {
      created_at: now(),
      updated_at: now(),
    }),
  );
  return { items, left_out };
}

/** The shop's orders: one overdue, one under way, one partly there, one draft, one done. */
export function shopOrders(products: Product[]): PurchaseOrder[] {
  const [oat, water, brew, shot, beans, filter] = products as [
    Product,
    Product,
    Product,
    Product,
    Product,
    Product,
  ];
  const late = sent(
    orderOf('PO-7', 'DRINKS', [
      [oat, 60],
      [water, 24],
    ]),
    addDays(today(), -8),
    5,
  );
  const part = received(
    sent(
      orderOf('PO-8', 'DRINKS', [
        [brew, 48],
        [shot, 24],
      ]),
      addDays(today(), -2),
      4,
    ),
    new Map([[1, 20]]),
  );
  const coming = sent(orderOf('PO-9', 'ROASTER', [[beans, 12]]), addDays(today(), -1), 7);
  const before = sent(orderOf('PO-3', 'ROASTER', [[filter, 30]]), addDays(today(), -40), 7);
  return [
    orderOf(
      'PO-10',
      'ROASTER',
      [
        [beans, 6],
        [filter, 12],
      ],
      { note: 'Ring at the side door.' },
    ),
    coming,
    part,
    late,
    received(before, new Map([[1, 30]])),
  ];
}

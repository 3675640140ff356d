import type { OrderStatus, PurchaseOrder } from '@/api/types';
import { daysBetween, today } from './dates';
import type { Tone } from './urgency';

/** What a purchase order says of its deliveries, in words and days. */

interface StatusWords {
  label: string;
  tone: Tone;
}

export const STATUS: Record<OrderStatus, StatusWords> = {
  draft: { label: 'Draft', tone: 'mute' },
  ordered: { label: 'Ordered', tone: 'note' },
  partially_received: { label: 'Partly arrived', tone: 'note' },
  received: { label: 'Arrived', tone: 'good' },
  cancelled: { label: 'Cancelled', tone: 'mute' },
};

const coming = (order: PurchaseOrder) => order.lines.filter((line) => line.open_quantity > 0);

export const isOpen = ({ status }: PurchaseOrder): boolean =>
  status === 'ordered' || status === 'partially_received';

/** Units still to arrive. */
export const openUnits = (order: PurchaseOrder): number =>
  coming(order).reduce((sum, line) => sum + line.open_quantity, 0);

export const receivedUnits = (order: PurchaseOrder): number =>
  order.lines.reduce((sum, line) => sum + line.received_quantity, 0);

/** The first day on which something is expected; null when nothing is, or no day is known. */
export const nextArrival = (order: PurchaseOrder): string | null =>
  coming(order)
    .flatMap((line) => line.expected_on ?? [])
    .sort()[0] ?? null;

/** The days on which what is still to arrive is expected, each once; null where no day is known. */
export const expectedDays = (order: PurchaseOrder): (string | null)[] => [
  ...new Set(coming(order).map((line) => line.expected_on)),
];

/** Days since the first of what is still to arrive was expected; 0 when nothing is late. */
export function overdueDays(order: PurchaseOrder): number {
  const day = isOpen(order) ? nextArrival(order) : null;
  return day === null ? 0 : Math.max(0, daysBetween(day, today()));
}

/** What is longest overdue first, then what comes soonest; without a day last. */
export const byArrival = (a: PurchaseOrder, b: PurchaseOrder): number =>
  (nextArrival(a) ?? '9999').localeCompare(nextArrival(b) ?? '9999') ||
  a.purchase_order_id.localeCompare(b.purchase_order_id);

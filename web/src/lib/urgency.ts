import type { Urgency } from '@/api/types';

export type Tone = 'danger' | 'warn' | 'note' | 'good' | 'over' | 'mute';

interface UrgencyWords {
  label: string;
  tone: Tone;
  /** One sentence: what it means for the buyer. */
  meaning: string;
}

/** Worst first, as the API lists them. */
export const URGENCIES: Urgency[] = [
  'stocked_out',
  'expedite',
  'order_now',
  'order_soon',
  'overstock',
  'unknown_stock',
  'no_forecast',
  'ok',
];

export const URGENCY: Record<Urgency, UrgencyWords> = {
  stocked_out: {
    label: 'Out of stock',
    tone: 'danger',
    meaning: 'Nothing is left. Every day until the next delivery loses sales.',
  },
  expedite: {
    label: 'Expedite',
    tone: 'danger',
    meaning: 'Enough is on its way, but too late: ask the supplier to deliver sooner.',
  },
  order_now: {
    label: 'Order now',
    tone: 'warn',
    meaning: 'Stock and deliveries on their way are below the reorder point: waiting risks running out.',
  },
  order_soon: {
    label: 'Order soon',
    tone: 'note',
    meaning: 'The reorder point will be reached before the next review.',
  },
  ok: { label: 'Enough', tone: 'good', meaning: 'Enough stock for now.' },
  overstock: {
    label: 'Overstocked',
    tone: 'over',
    meaning: 'More in stock than can be expected to sell before the order after next.',
  },
  unknown_stock: {
    label: 'Stock unknown',
    tone: 'mute',
    meaning: 'The stock on hand was never entered, so no order quantity can be worked out.',
  },
  no_forecast: { label: 'No forecast', tone: 'mute', meaning: 'There is no forecast yet to order by.' },
};

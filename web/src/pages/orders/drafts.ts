import { createStore, isRecord, readStored, writeStored } from '@/lib/store';
import type { Recommendation } from '@/api/types';

/** Quantities changed by hand, kept in this browser until they are exported or put back. */
export type Drafts = Record<string, number>;

const KEY = 'stockcast.orders';

function stored(): Drafts {
  const value = readStored(KEY);
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
  );
}

export const drafts = createStore<Drafts>(stored());

export function setDraft(id: string, quantity: number | null): void {
  drafts.set((now) => {
    const others = Object.entries(now).filter(([one]) => one !== id);
    return Object.fromEntries(quantity === null ? others : [...others, [id, quantity]]);
  });
  writeStored(KEY, drafts.get());
}

export function clearDrafts(): void {
  drafts.set({});
  writeStored(KEY, null);
}

export const quantityOf = (row: Recommendation, edited: Drafts): number =>
  edited[row.product_id] ?? row.recommended_order_quantity ?? 0;

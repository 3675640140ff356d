import { useState } from 'react';
import type { Recommendation } from '@/api/types';

/** A choice of the order list: which products, and how many of each where that was changed. It lives until drafts are made. */
export interface Chosen {
  rows: Recommendation[];
  has: (id: string) => boolean;
  toggle: (row: Recommendation) => void;
  add: (rows: Recommendation[]) => void;
  remove: (rows: Recommendation[]) => void;
  clear: () => void;
  /** Units to order: the recommendation until it is changed. */
  quantityOf: (row: Recommendation) => number;
  isEdited: (row: Recommendation) => boolean;
  /** Sets a quantity, or puts the recommended one back. A product whose quantity is set is chosen. */
  setQuantity: (row: Recommendation, quantity: number | null) => void;
  /** The quantities that were changed, of chosen products. */
  quantities: Record<string, number>;
}

export function useChosen(): Chosen {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Recommendation>>(new Map());
  const [edited, setEdited] = useState<ReadonlyMap<string, number>>(new Map());
  const change = (next: (rows: Map<string, Recommendation>) => void) =>
    setChosen((now) => {
      const rows = new Map(now);
      next(rows);
      return rows;
    });
  const add = (rows: Recommendation[]) =>
    change((now) => rows.forEach((row) => now.set(row.product_id, row)));
  const remove = (rows: Recommendation[]) =>
    change((now) => rows.forEach((row) => now.delete(row.product_id)));
  return {
    rows: [...chosen.values()],
    has: (id) => chosen.has(id),
    toggle: (row) => (chosen.has(row.product_id) ? remove([row]) : add([row])),
    add,
    remove,
    clear: () => {
      setChosen(new Map());
      setEdited(new Map());
    },
    quantityOf: (row) => edited.get(row.product_id) ?? row.recommended_order_quantity ?? 0,
    isEdited: (row) => edited.has(row.product_id),
    setQuantity: (row, quantity) => {
      const back = quantity === null || quantity === (row.recommended_order_quantity ?? 0);
      setEdited((now) => {
        const next = new Map(now);
        if (back) next.delete(row.product_id);
        else next.set(row.product_id, quantity);
        return next;
      });
      if (!back) add([row]);
    },
    quantities: Object.fromEntries([...edited].filter(([id]) => chosen.has(id))),
  };
}

/** Quantities as a supplier takes them: none, or at least the smallest order, in whole packs. */

export interface Terms {
  min_order_quantity: number;
  order_multiple: number;
}

/** Floating point: 0.3 is three packs of 0.1. */
const EPS = 1e-6;

const wholePacks = (quantity: number, pack: number): boolean =>
  Math.abs(quantity / pack - Math.round(quantity / pack)) < EPS;

const packsUp = (quantity: number, pack: number): number => Math.ceil(quantity / pack - EPS);

const of = (packs: number, pack: number): number => Number((packs * pack).toPrecision(12));

export type Misfit = 'below_minimum' | 'broken_pack';

/** Why a supplier would not take a quantity; null when it would. */
export function misfit(quantity: number, terms: Terms): Misfit | null {
  if (quantity === 0) return null;
  if (quantity < terms.min_order_quantity - EPS) return 'below_minimum';
  return wholePacks(quantity, terms.order_multiple) ? null : 'broken_pack';
}

/** The quantity nearest to one that the supplier takes; of two as near, the larger. */
export function nearest(quantity: number, terms: Terms): number {
  const { order_multiple: pack, min_order_quantity: smallest } = terms;
  const least = Math.max(packsUp(smallest, pack), 1);
  return of(Math.max(Math.round(quantity / pack + EPS), least), pack);
}

import { describe, expect, it } from 'vitest';
import { misfit, nearest } from './packs';

const terms = (min_order_quantity: number, order_multiple: number) => ({
  min_order_quantity,
  order_multiple,
});

describe('quantities that a supplier takes', () => {
  it('are none, or the smallest order and more in whole packs', () => {
    expect(misfit(0, terms(12, 4))).toBeNull();
    expect(misfit(3, terms(12, 4))).toBe('below_minimum');
    expect(misfit(14, terms(12, 4))).toBe('broken_pack');
    expect(misfit(7.5, terms(0, 1))).toBe('broken_pack');
    expect(misfit(16, terms(12, 4))).toBeNull();
    expect(misfit(0.3, terms(0, 0.1))).toBeNull();
  });

  it('the nearest always fits, and no other that fits is nearer', () => {
    for (const smallest of [0, 1, 5, 12, 2.5]) {
      for (const pack of [1, 4, 6, 0.1, 0.25]) {
        const t = terms(smallest, pack);
        const fitting = Array.from({ length: 400 }, (_, i) => (i + 1) * pack).filter(
          (one) => misfit(one, t) === null,
        );
        for (const quantity of [0.05, 1, 3, 7.5, 10, 13.9, 17]) {
          const found = nearest(quantity, t);
          expect(misfit(found, t), `${quantity} in packs of ${pack} from ${smallest}`).toBeNull();
          const best = Math.min(...fitting.map((one) => Math.abs(one - quantity)));
          expect(Math.abs(found - quantity)).toBeCloseTo(best, 6);
        }
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import { productOf } from '@/test/shop';
import { check, initial, toWrite } from './form';

const edited = (more: Parameters<typeof productOf>[1]) => initial(productOf(0, more), '2026-11-20');

describe('the product form', () => {
  it.each([0.5, 0.95, 0.975, 0.9875, 0.99, 0.997, 0.999])(
    'gives a service level back as it was: %d',
    (level) => expect(toWrite(edited({ service_level: level })).service_level).toBe(level),
  );
  it('gives every number back as it was', () => {
    const numbers = {
      current_price: 4.99,
      unit_cost: 2.1,
      on_hand: 119.5,
      on_order: 0.3,
      lead_time_std_days: 1.1,
    };
    expect(toWrite(edited(numbers))).toMatchObject(numbers);
  });
  it('gives every field back that it can change, so that saving takes nothing away', () => {
    const whole = productOf(1, { supersedes: 'SKU-9', supplier_id: 'TEAHOUSE', supplier_sku: 'TH-7' });
    const kept = Object.entries(whole).filter(
      ([name]) => !['created_at', 'updated_at', 'version'].includes(name),
    );
    expect(toWrite(initial(whole, '2026-11-20'))).toEqual(Object.fromEntries(kept));
  });
  it('takes stock below zero: sold, but not there', () => {
    const values = edited({ on_hand: -4 });
    expect(check(values)).toEqual({});
    expect(toWrite(values).on_hand).toBe(-4);
  });
});

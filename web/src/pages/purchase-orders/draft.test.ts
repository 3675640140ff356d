import { describe, expect, it } from 'vitest';
import { orderOf } from '@/test/purchasing';
import { productOf } from '@/test/shop';
import { check, fieldOf, fields, flat, toPatch, unflat, valuesOf } from './draft';

const tea = productOf(0);
const water = productOf(1);

describe('a draft as it is edited', () => {
  const order = orderOf(
    'PO-1',
    'DRINKS',
    [
      [tea, 6],
      [water, 12],
      [tea, 18],
    ],
    { note: 'Side door.' },
  );

  it('gives every line back as it was, two of one product too', () => {
    const { lines, note } = toPatch(valuesOf(order));
    expect(note).toBe('Side door.');
    expect(lines).toEqual(
      order.lines.map(({ product_id, supplier_sku, quantity, unit_cost, expected_on }) => ({
        product_id,
        supplier_sku,
        quantity,
        unit_cost,
        expected_on,
      })),
    );
  });

  it('is the same after it was taken apart field by field and put together', () => {
    const values = valuesOf(order);
    expect(unflat(flat(values), [values])).toEqual(values);
    expect(fields([values], (id) => id).map(({ key }) => key)).toEqual(Object.keys(flat(values)));
  });

  it('says what is wrong at the field that it is wrong of, and so for what the API points at', () => {
    const values = valuesOf(order);
    const broken = {
      ...values,
      lines: values.lines.map((line, i) => (i === 2 ? { ...line, quantity: 0 } : line)),
    };
    expect(Object.keys(check(broken))).toEqual([`quantity ${tea.product_id} #2`]);
    expect(fieldOf('/lines/2/quantity', values)).toBe(`quantity ${tea.product_id} #2`);
    expect(fieldOf('/lines/0/unit_cost', values)).toBe(`cost ${tea.product_id}`);
    expect(fieldOf('/lines/1', values)).toBe(`quantity ${water.product_id}`);
    expect(fieldOf('/note', values)).toBe('note');
  });
});

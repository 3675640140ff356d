import { describe, expect, it } from 'vitest';
import { knownExport, missing, recognise, renamed } from './columns';
import { preview, withHeader } from './readFile';

describe('recognising columns', () => {
  it('knows the names people’s exports use, in any case', () =>
    expect(recognise(['Order_Date', 'SKU', 'Qty', 'Note'], 'sales')).toEqual([
      'date',
      'product_id',
      'quantity_sold',
      '',
    ]));
  it('takes the first of two columns for the same thing', () =>
    expect(recognise(['date', 'ds'], 'sales')).toEqual(['date', '']));
  it('says what is missing', () =>
    expect(missing(recognise(['date', 'amount'], 'sales'), 'sales').map((field) => field.name)).toEqual([
      'product_id',
      'quantity_sold',
    ]));
  it('knows exports it need not touch', () => {
    expect(knownExport(['Name', 'Created at', 'Lineitem quantity', 'Lineitem sku'])).toBe('Shopify orders');
    expect(knownExport(['a', 'b'])).toBeNull();
  });
});

describe('renaming columns', () => {
  it('writes the names the API knows, and hides what is set aside', () =>
    expect(
      renamed(['when', 'what', 'qty', 'count'], ['date', 'product_id', '', 'quantity_sold'], 'sales', ','),
    ).toBe('date,product_id,unused qty,quantity_sold'));

  it('changes only the header of the file', async () => {
    const file = new File(['\uFEFFwhen;"what; exactly"\r\n2026-11-01;Ä-1\r\n'], 'till.csv');
    const seen = await preview(file);
    expect(seen.header).toEqual(['when', 'what; exactly']);
    expect(seen.rows).toEqual([['2026-11-01', 'Ä-1']]);
    const text = await withHeader(seen, 'date;product_id').text();
    expect(text).toBe('date;product_id\n2026-11-01;Ä-1\r\n');
  });

  it('refuses a workbook in words', async () => {
    const workbook = new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'sales.xlsx');
    await expect(preview(workbook)).rejects.toThrow(/CSV/);
  });
});

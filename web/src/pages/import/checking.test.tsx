import { fireEvent, screen, waitFor } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { REPORT } from '@/test/files';
import { server } from '@/test/server';
import { choose, csv, GOOD, HEADER, listen, opened, READ_AS, refusal, says } from './testing';
import { MOST_DIRECT } from './useImport';

describe('Checking a file', () => {
  it('waits for changes to end, and drops the answer to what is no longer asked', async () => {
    const { user } = opened();
    await choose(user, csv(GOOD));
    await says(/1 row can be imported/);
    const calls = listen('/sales-data/upload', async (_call, n) => {
      if (n === 1) await delay(3000);
      return HttpResponse.json({
        ...REPORT,
        dry_run: true,
        read_as: READ_AS,
        rows_accepted: n,
        rows_received: n,
      });
    });
    const encoding = screen.getByLabelText('Encoding');
    await user.selectOptions(encoding, 'windows-1252');
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(screen.getByRole('button', { name: 'Import 1 row' })).toBeDisabled();
    fireEvent.change(encoding, { target: { value: 'mac-roman' } });
    fireEvent.change(screen.getByLabelText('Decimal mark'), { target: { value: ',' } });
    // On a slow machine the two changes may be further apart than the pause, and be asked about one by one.
    await waitFor(() => expect(calls.at(-1)?.query.get('decimal_mark')).toBe(','));
    await says(new RegExp(`^${calls.length} rows can be imported`));
    expect(calls.at(-1)?.query.get('encoding')).toBe('mac-roman');
    expect(calls[0]?.aborted).toBe(true);
    expect(screen.getByRole('button', { name: `Import ${calls.length} rows` })).toBeEnabled();
  });

  it('keeps an answer of the API apart from its failing', async () => {
    const { user } = opened();
    const calls = listen('/sales-data/upload', (_call, n) =>
      n === 1
        ? HttpResponse.json({ title: 'Internal error', status: 500 }, { status: 500 })
        : HttpResponse.json({
            ...REPORT,
            read_as: READ_AS,
            rows_received: 7,
            rows_accepted: 7,
            dry_run: true,
          }),
    );
    await choose(user, csv(GOOD));
    expect(await screen.findByRole('alert')).toHaveTextContent('Internal error');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await says(/7 rows can be imported/);
    expect(calls).toHaveLength(2);
  });

  it('asks which product is meant by an id that cannot be kept, proposes one, and reads the file so', async () => {
    const { user } = opened();
    const unclear = (line: number, value: string, code: string) => ({
      line,
      column: 'sku',
      value,
      code,
      detail: 'A product id must be 1 to 64 letters. Pass sku_map= to say which product it is.',
    });
    const errors = [
      unclear(2, 'TÖRTCHEN 7/b', 'invalid_product_id'),
      unclear(3, 'TÖRTCHEN 7/b', 'invalid_product_id'),
      unclear(4, 'sku-1', 'similar_product'),
    ];
    const calls = listen('/sales-data/upload', (_call, n) =>
      n === 1
        ? refusal('no-usable-rows', [], { read_as: READ_AS, rows_received: 3, rows_rejected: 3, errors })
        : HttpResponse.json({
            ...REPORT,
            read_as: READ_AS,
            dry_run: true,
            rows_received: 3,
            rows_accepted: 3,
          }),
    );
    await choose(user, csv(GOOD));
    expect(await screen.findByRole('textbox', { name: 'TÖRTCHEN 7/b' })).toHaveValue('TORTCHEN-7-b');
    expect(screen.getByRole('textbox', { name: 'sku-1' })).toHaveValue('');
    expect(document.querySelector('main')).not.toHaveTextContent('sku_map');
    await user.type(screen.getByRole('textbox', { name: 'sku-1' }), 'SKU-1');
    await user.click(screen.getByRole('button', { name: 'Use these ids' }));
    await says(/3 rows can be imported/);
    expect(JSON.parse(calls.at(-1)?.query.get('sku_map') ?? '')).toEqual({
      'TÖRTCHEN 7/b': 'TORTCHEN-7-b',
      'sku-1': 'SKU-1',
    });
  });

  it.each([
    [3, /^2 rows can be imported, 4 are no sales, 1 cannot\. Nothing is written yet\.$/],
    [0, /^2 rows can be imported, 1 is no sale, 1 cannot\. Nothing is written yet\.$/],
  ])('does not call rows importable that are no sales', async (cancelled, said) => {
    const { user } = opened();
    const excluded = [
      { column: 'Status', value: 'cancelled', rows: cancelled },
      { column: 'Status', value: null, rows: 1 },
    ];
    const report = { ...REPORT, read_as: READ_AS, dry_run: true, excluded };
    listen('/sales-data/upload', () =>
      HttpResponse.json({
        ...report,
        rows_received: cancelled + 4,
        rows_accepted: cancelled + 3,
        rows_rejected: 1,
      }),
    );
    await choose(user, csv(GOOD));
    await says(said);
    expect(screen.getByRole('button', { name: 'Import the 2 good rows' })).toBeEnabled();
  });

  it('shows the way to the products where a file is none of sales', async () => {
    const { user } = opened();
    const errors = ['date', 'quantity_sold'].map((name) => ({
      pointer: `/columns/${name}`,
      code: 'missing_column',
      detail: 'No column was recognised.',
    }));
    const columns = { ...READ_AS.columns, date: null, quantity_sold: null };
    listen('/sales-data/upload', () =>
      refusal('missing-columns', errors, { read_as: { ...READ_AS, columns } }),
    );
    await choose(user, csv('sku,available\nA,5\n'));
    expect(await screen.findByRole('link', { name: 'Import it as products' })).toBeVisible();
  });

  it('shows what is left out and what is replaced, where the report says so', async () => {
    const { user } = opened();
    const report = {
      ...REPORT,
      dry_run: true,
      read_as: READ_AS,
      rows_received: 9,
      rows_accepted: 9,
      excluded: [{ column: 'State', value: 'voided', rows: 3 }],
      overwrites: {
        product_days: 2,
        units_before: 22,
        units_after: 8,
        examples: [{ product_id: 'A', date: '2026-11-01', units_before: 12, units_after: 3 }],
      },
    };
    listen('/sales-data/upload', () => HttpResponse.json(report));
    await choose(user, csv(GOOD));
    expect(await screen.findByText(/3 rows with “voided” in State/)).toBeVisible();
    expect(
      screen.getByText(/2 product-days are there already and would be replaced: 22 → 8 units/),
    ).toBeVisible();
    expect(screen.getByText(/A on .*2026.*: 12 → 3/)).toBeVisible();
    expect(screen.getByLabelText('Money is in')).toHaveDisplayValue(/EUR/);
  });

  it('checks the first lines of a file too large for a request, and sends it whole with the same options', async () => {
    const { user, router } = opened();
    const line = `2026-11-01,A,5${' '.repeat(85)}\n`;
    const large = csv(`${HEADER}\n${line.repeat(45_000)}`);
    expect(large.size).toBeGreaterThan(MOST_DIRECT);
    const calls = listen('/sales-data/upload', ({ file, query }) =>
      query.get('date_format')
        ? HttpResponse.json({
            ...REPORT,
            dry_run: true,
            read_as: READ_AS,
            rows_received: 9,
            rows_accepted: 9,
          })
        : refusal('ambiguous-dates', [{ pointer: '/query/date_format', code: file.slice(-1), detail: '' }], {
            read_as: READ_AS,
          }),
    );
    await choose(user, large);
    await says(/It cannot be read as it is/);
    expect(calls[0]?.file.length).toBeLessThanOrEqual(1_000_000);
    expect(calls[0]?.file.endsWith(line)).toBe(true);
    expect(screen.getByRole('button', { name: 'Let the whole file settle it' })).toBeEnabled();
    await user.selectOptions(screen.getByLabelText('How dates are written'), 'MM/DD/YYYY');
    expect(await screen.findByText(/Only its first megabyte was checked/)).toBeVisible();
    const announced: unknown[] = [];
    server.use(
      http.post(`${window.location.origin}/api/sales-data/uploads`, async ({ request }) => {
        announced.push(await request.json());
        const ticket = {
          upload_id: 'up-9',
          upload_url: 'https://storage.example/x',
          method: 'PUT',
          headers: {},
        };
        return HttpResponse.json(ticket, { status: 201 });
      }),
      http.put('https://storage.example/x', () => new HttpResponse(null)),
    );
    await user.click(screen.getByRole('button', { name: 'Send and import' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/import/up-9'));
    expect(announced).toEqual([
      { filename: 'till.csv', columns: {}, on_unknown_product: 'create', date_format: 'MM/DD/YYYY' },
    ]);
  });

  it('adds to days when told so, once however often the same file is sent', async () => {
    const { user } = opened();
    const calls = listen('/sales-data/upload');
    const file = csv(GOOD);
    for (let time = 0; time < 2; time += 1) {
      await choose(user, file);
      await user.selectOptions(await screen.findByLabelText('Days that have sales already'), 'add');
      await waitFor(() => expect(screen.getByRole('button', { name: 'Import 1 row' })).toBeEnabled());
      await user.click(screen.getByRole('button', { name: 'Import 1 row' }));
      await user.click(await screen.findByRole('button', { name: 'Import another file' }));
    }
    const written = calls.filter(({ query }) => query.get('dry_run') === 'false');
    expect(written.map(({ query }) => query.get('mode'))).toEqual(['add', 'add']);
    expect(written[0]?.key).toMatch(/^web \d+ \d+ till\.csv$/);
    expect(written[1]?.key).toBe(written[0]?.key);
    expect(
      calls.filter(({ query }) => query.get('dry_run') === 'true').every(({ key }) => key === null),
    ).toBe(true);
  });

  it('reads a file of products the same way, and keeps nothing that would not be found again', async () => {
    const { user, world } = opened('/import?kind=products');
    const calls = listen('/products/upload', ({ query }) => {
      const columns = { product_id: 'id', on_hand: query.get('columns') ? 'left' : null };
      const read_as = { ...READ_AS, columns, unused_columns: query.get('columns') ? [] : ['left'] };
      const counts = { rows_received: 2, rows_accepted: 2, products_touched: 2 };
      return HttpResponse.json({ ...REPORT, ...counts, dry_run: query.get('dry_run') === 'true', read_as });
    });
    await choose(user, csv('id,left\nA,5\nB,6\n'));
    await says(/2 rows can be imported/);
    await user.selectOptions(screen.getByLabelText('In stock'), 'left');
    expect(screen.queryByText(/Not used/)).not.toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Import 2 rows' })).toBeEnabled());
    await user.click(screen.getByRole('button', { name: 'Import 2 rows' }));
    expect(await screen.findByText(/2 rows written/)).toBeVisible();
    expect(await screen.findByText('How this file is read cannot be remembered')).toBeVisible();
    expect(world.mappings.size).toBe(0);
    expect(calls.map(({ query }) => query.toString())).toEqual([
      'dry_run=true',
      'columns=%7B%22on_hand%22%3A%22left%22%7D&dry_run=true',
      'columns=%7B%22on_hand%22%3A%22left%22%7D&dry_run=false',
      // Whether it would be found again.
      'dry_run=true',
    ]);
  });
});

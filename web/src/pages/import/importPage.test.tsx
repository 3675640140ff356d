import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { choose, csv, GOOD, HEADER, listen, opened, READ_AS, refusal, says } from './testing';

describe('Import', () => {
  it('has the file read at once, shows bad rows, writes only when told', async () => {
    const { user, world } = opened();
    await choose(user, csv(`${GOOD}2026-11-02,A,-3\n`));
    await says(/1 row can be imported, 1 cannot. Nothing is written yet/);
    expect(screen.getByLabelText('Quantity')).toHaveDisplayValue('quantity_sold');
    const bad = screen.getByRole('table', { name: 'Rows that cannot be used' });
    expect(within(bad).getByText('-3')).toBeVisible();
    expect(world.products.size).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Import the 1 good row' }));
    expect(await screen.findByText(/1 row written, 1 product created/)).toHaveFocus();
    await waitFor(() => expect(world.sales.get('A')).toHaveLength(1));
  });

  it('says how the file was read, its first lines beside it', async () => {
    const { user } = opened();
    await choose(user, csv('date;product_id;quantity_sold;note\n2026-11-01;A;5;x\n'));
    expect(await screen.findByText('A table · UTF-8 · columns separated by semicolons')).toBeVisible();
    expect(screen.getByText(/Not used:/)).toHaveTextContent('Not used: note');
    const lines = screen.getByRole('region', { name: 'First lines of the file' });
    expect(lines).toHaveTextContent('2026-11-01;A;5;x');
    expect(screen.getByLabelText('Decimal mark')).toHaveDisplayValue('Point: 1,234.50');
  });

  it('points at the columns that were not recognised, and imports with those chosen', async () => {
    const { user, world } = opened();
    await choose(user, csv('day;thing;count\n2026-11-01;A;5\n'));
    await says(/A column is missing. Nothing was written/);
    expect(screen.getByText(/No column was recognised as Date, Product and Quantity/)).toBeVisible();
    expect(screen.getByLabelText('Date')).toBeInvalid();
    expect(screen.getByLabelText('Price a unit')).toBeValid();
    await user.click(screen.getByRole('button', { name: 'Choose product' }));
    expect(screen.getByLabelText('Product')).toHaveFocus();
    const calls = listen('/sales-data/upload');
    await user.selectOptions(screen.getByLabelText('Date'), 'day');
    await user.selectOptions(screen.getByLabelText('Product'), 'thing');
    await user.selectOptions(screen.getByLabelText('Quantity'), 'count');
    await user.click(await screen.findByRole('button', { name: 'Import 1 row' }));
    await waitFor(() => expect(world.sales.get('A')).toHaveLength(1));
    const columns = { date: 'day', product_id: 'thing', quantity_sold: 'count' };
    const written = calls.find(({ query }) => query.get('dry_run') === 'false');
    expect(JSON.parse(written?.query.get('columns') ?? '')).toEqual(columns);
  });

  it('takes a column from one role when another gets it', async () => {
    const { user } = opened();
    await choose(user, csv(`${HEADER},price\n2026-11-01,A,5,2\n`));
    await says(/1 row can be imported/);
    const calls = listen('/sales-data/upload');
    await user.selectOptions(screen.getByLabelText('Quantity'), 'price');
    expect(screen.getByLabelText('Price a unit')).toHaveDisplayValue('No column');
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(JSON.parse(calls[0]?.query.get('columns') ?? '')).toEqual({ price: null, quantity_sold: 'price' });
    await user.click(await screen.findByRole('button', { name: 'Undo my changes' }));
    await waitFor(() => expect(calls).toHaveLength(2));
    expect(calls[1]?.query.get('columns')).toBeNull();
  });

  it('asks how dates are written where the file does not say, and writes with the answer', async () => {
    const { user, world } = opened();
    await choose(user, csv(`${HEADER}\n03/04/2026,A,5\n`));
    await says(/Day and month cannot be told apart/);
    expect(screen.queryByRole('button', { name: /^Import/ })).not.toBeInTheDocument();
    const dates = screen.getByLabelText('How dates are written');
    expect(dates).toBeInvalid();
    await user.click(screen.getByRole('button', { name: 'Choose how dates are written' }));
    expect(dates).toHaveFocus();
    const calls = listen('/sales-data/upload');
    await user.selectOptions(dates, 'DD/MM/YYYY');
    await user.click(await screen.findByRole('button', { name: 'Import 1 row' }));
    await waitFor(() => expect(world.sales.size).toBe(1));
    expect(calls.slice(0, 2).map(({ query }) => [query.get('date_format'), query.get('dry_run')])).toEqual([
      ['DD/MM/YYYY', 'true'],
      ['DD/MM/YYYY', 'false'],
    ]);
  });

  it.each([
    ['ambiguous-numbers', '/query/decimal_mark', 'Decimal mark'],
    ['invalid-columns', '/query/columns/quantity_sold', 'Quantity'],
    ['missing-column', '/date', 'Date', 'missing_column'],
    ['other-currency', '/query/currency', 'Money is in'],
    ['invalid-columns', '/query/columns/currency', 'Currency'],
  ])('offers what settles %s', async (type, pointer, label, code = 'to_be_said') => {
    const { user } = opened();
    listen('/sales-data/upload', () =>
      refusal(type, [{ pointer, code, detail: 'must be said' }], { read_as: READ_AS }),
    );
    await choose(user, csv(GOOD));
    await says(/It cannot be read as it is/);
    expect(screen.getByLabelText(label)).toBeInvalid();
    expect(screen.getByText('It is not clear. Pass option=A or option=B.')).toBeInTheDocument();
    if (pointer.startsWith('/query/decimal'))
      expect(screen.getByText(/^It is not clear. Choose how/)).toBeVisible();
    expect(screen.getByText('c0ffee00-1234')).toBeInTheDocument();
  });

  it('shows the rows of a file of which none can be used', async () => {
    const { user } = opened();
    await choose(user, csv(`${HEADER}\n2026-11-01,A,-5\n`));
    await says(/Nothing in this file can be used/);
    expect(screen.getByText('Every row has a problem.')).toBeVisible();
    expect(screen.getByRole('table', { name: 'Rows that cannot be used' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Import/ })).not.toBeInTheDocument();
  });

  it('refuses a workbook in the API’s words', async () => {
    const { user } = opened();
    await choose(user, new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'sales.csv'));
    await says(/Not a text file/);
    expect(screen.getByText('An Excel workbook.')).toBeVisible();
    expect(screen.queryByText('How the file is read')).not.toBeInTheDocument();
  });
});

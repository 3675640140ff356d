import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { emptyWorld } from '@/test/world';

const csv = (text: string) => new File([text], 'till.csv', { type: 'text/csv' });

describe('Import', () => {
  it('checks first, shows bad rows, writes only when told', async () => {
    const world = emptyWorld();
    const { user } = openApp('/import', world);
    await user.upload(
      await screen.findByLabelText('Sales file'),
      csv('date,sku,qty\n2026-11-01,A,5\n2026-11-02,A,-3\n'),
    );
    expect(await screen.findByLabelText('What qty is')).toHaveValue('quantity_sold');
    await user.click(screen.getByRole('button', { name: 'Check the file' }));
    const bad = await screen.findByRole('table', { name: 'Rows that cannot be used' });
    expect(within(bad).getByText('-3')).toBeVisible();
    expect(world.products.size).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Import the 1 good row' }));
    expect(await screen.findByText(/1 row written, 1 product created/)).toBeVisible();
    await waitFor(() => expect(world.sales.get('A')).toHaveLength(1));
  });

  it('lets columns be named by hand', async () => {
    const world = emptyWorld();
    const { user } = openApp('/import', world);
    await user.upload(await screen.findByLabelText('Sales file'), csv('day;thing;count\n2026-11-01;A;5\n'));
    expect(await screen.findByText(/No column for date, product, quantity yet/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Check the file' })).toBeDisabled();
    await user.selectOptions(screen.getByLabelText('What day is'), 'date');
    await user.selectOptions(screen.getByLabelText('What thing is'), 'product_id');
    await user.selectOptions(screen.getByLabelText('What count is'), 'quantity_sold');
    await user.click(screen.getByRole('button', { name: 'Check the file' }));
    expect(await screen.findByRole('button', { name: 'Import 1 row' })).toBeEnabled();
  });

  it('shows the report of a file of which nothing can be used', async () => {
    const { user } = openApp('/import', emptyWorld());
    await user.upload(await screen.findByLabelText('Sales file'), csv('date,sku,qty\n2026-11-01,A,-5\n'));
    await user.click(await screen.findByRole('button', { name: 'Check the file' }));
    expect(await screen.findByText('No row could be used')).toBeVisible();
    expect(screen.getByRole('table', { name: 'Rows that cannot be used' })).toBeVisible();
  });

  it('refuses a workbook before sending anything', async () => {
    const { user } = openApp('/import', emptyWorld());
    const book = new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'sales.csv');
    await user.upload(await screen.findByLabelText('Sales file'), book);
    expect(await screen.findByText(/Excel workbook/)).toBeVisible();
  });
});

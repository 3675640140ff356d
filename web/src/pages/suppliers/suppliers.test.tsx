import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { shopSuppliers } from '@/test/suppliers';
import { emptyWorld, fullWorld } from '@/test/world';
import { check, toWrite, valuesOf } from './form';

describe('Suppliers', () => {
  it('says how long deliveries take, as measured or as agreed', async () => {
    openApp('/suppliers', fullWorld());
    const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr');
    expect(await row('Beverage Wholesale')).toHaveTextContent('4.6 days, measured');
    expect(await row('Beverage Wholesale')).toHaveTextContent('1.6 days later than promised');
    expect(await row('North Roasters')).toHaveTextContent('7 days, as agreed');
    expect(await row('Sweet Things')).toHaveTextContent('not known');
  });

  it('shows what a measured lead time rests on', async () => {
    openApp('/suppliers/DRINKS', fullWorld());
    expect(await screen.findByText(/Measured: 14 receipts since/)).toBeVisible();
    expect(screen.getByText(/not with the 3 days agreed/)).toBeVisible();
    expect(await screen.findByText('PO-7')).toBeVisible();
  });

  it('adds one, after saying at the field what is missing', async () => {
    const world = emptyWorld();
    const { user, router } = openApp('/suppliers?new=1', world);
    const dialog = await screen.findByRole('dialog', { name: 'Add a supplier' });
    await user.click(within(dialog).getByRole('button', { name: 'Add supplier' }));
    expect(within(dialog).getByLabelText(/^Name/)).toHaveFocus();
    await user.type(within(dialog).getByLabelText(/^Name/), 'Tea House');
    await user.type(within(dialog).getByLabelText(/^Supplier id/), 'TEAHOUSE');
    await user.click(within(dialog).getByRole('button', { name: 'Add supplier' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/suppliers/TEAHOUSE'));
    expect(world.suppliers.get('TEAHOUSE')?.name).toBe('Tea House');
  });

  it('says why one with open orders cannot be deleted', async () => {
    const world = fullWorld();
    const { user } = openApp('/suppliers/DRINKS', world);
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Delete supplier' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(/neither received nor cancelled/);
    expect(world.suppliers.has('DRINKS')).toBe(true);
  });

  it('the form gives every field back that it can change, so that saving takes nothing away', () => {
    for (const supplier of shopSuppliers()) {
      const kept: Record<string, unknown> = { ...supplier };
      for (const name of ['created_at', 'updated_at', 'version', 'learned_lead_time', 'lateness']) {
        Reflect.deleteProperty(kept, name);
      }
      if (supplier.lead_time_std_days === null) delete kept.lead_time_std_days;
      expect(toWrite(valuesOf(supplier))).toEqual(kept);
      expect(check(valuesOf(supplier))).toEqual({});
    }
  });
});

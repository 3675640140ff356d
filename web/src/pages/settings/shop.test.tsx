import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { fullWorld } from '@/test/world';

describe('The shop’s settings', () => {
  it('are saved for everyone, and can be put back as they were', async () => {
    const world = fullWorld();
    const { user } = openApp('/settings', world);
    const name = await screen.findByLabelText(/^Name/);
    expect(name).toHaveValue('Corner Shop');
    expect(screen.getByLabelText(/^Cost of holding stock/)).toHaveValue(20);
    await user.clear(name);
    await user.type(name, 'Market Shop');
    await user.click(screen.getByRole('button', { name: 'Save the shop' }));
    await waitFor(() =>
      expect(world.settings).toMatchObject({
        name: 'Market Shop',
        address: 'High Street 1\nBristol',
        holding_cost: 0.2,
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(world.settings.name).toBe('Corner Shop'));
  });

  it('show both versions when someone else was quicker', async () => {
    const world = fullWorld();
    const { user } = openApp('/settings', world);
    const cost = await screen.findByLabelText(/^Cost of holding stock/);
    world.settings = { ...world.settings, name: 'Theirs', version: 2 };
    await user.clear(cost);
    await user.type(cost, '25');
    await user.click(screen.getByRole('button', { name: 'Save the shop' }));
    expect(await screen.findByText(/was changed by someone else/)).toBeVisible();
    const shop = screen.getByRole('region', { name: 'Shop' });
    await user.click(within(shop).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(world.settings).toMatchObject({ name: 'Theirs', holding_cost: 0.25 }));
  });
});

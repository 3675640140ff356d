import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { choose, csv, opened, says } from './testing';

const STRANGE = 'Tag,Ware,Stk\n2026-11-01,A,5\n';

/** Says which column is which and imports. */
async function importOnce(user: UserEvent) {
  await choose(user, csv(STRANGE));
  await user.selectOptions(await screen.findByLabelText('Date'), 'Tag');
  await user.selectOptions(screen.getByLabelText('Product'), 'Ware');
  await user.selectOptions(screen.getByLabelText('Quantity'), 'Stk');
  await says(/^1 row can be imported/);
}

const write = (user: UserEvent) => user.click(screen.getByRole('button', { name: 'Import 1 row' }));

async function another(user: UserEvent) {
  await user.click(await screen.findByRole('button', { name: 'Import another file' }));
  await choose(user, csv(STRANGE));
}

describe('how a file is read', () => {
  it('is kept for the next file with the same columns, shown, and forgotten when told so', async () => {
    const { user, world } = opened();
    await importOnce(user);
    await write(user);
    await waitFor(() => expect(world.mappings.size).toBe(1));
    await another(user);
    await says(/^1 row can be imported/);
    expect(await screen.findByText(/^Read as you set it last time/)).toBeVisible();
    expect(screen.getByLabelText('Date')).toHaveValue('Tag');
    await user.click(screen.getByRole('button', { name: 'Forget it' }));
    await says(/Nothing was written/);
    expect(world.mappings.size).toBe(0);
    expect(screen.queryByText(/^Read as you set it last time/)).toBeNull();
  });

  it('is changed in a part with the rest of it as it was kept', async () => {
    const { user, world } = opened();
    await importOnce(user);
    await write(user);
    await waitFor(() => expect(world.mappings.size).toBe(1));
    await another(user);
    await screen.findByText(/^Read as you set it last time/);
    await user.selectOptions(screen.getByLabelText('Decimal mark'), ',');
    await waitFor(() => expect(screen.queryByText(/^Read as you set it last time/)).toBeNull());
    await says(/^1 row can be imported/);
    await write(user);
    const kept = () => [...world.mappings.values()];
    await waitFor(() => expect(kept()[0]?.decimal_mark).toBe(','));
    expect(kept()).toHaveLength(1);
    expect(kept()[0]?.columns).toEqual({ date: 'Tag', product_id: 'Ware', quantity_sold: 'Stk' });
  });

  it('is not kept when that is not wanted, and nothing is asked of a file that was read by itself', async () => {
    const { user, world } = opened();
    await importOnce(user);
    await user.click(screen.getByLabelText(/^Read the next file/));
    await write(user);
    await screen.findByRole('button', { name: 'Import another file' });
    expect(world.mappings.size).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Import another file' }));
    await choose(user, csv('date,product_id,quantity_sold\n2026-11-01,A,5\n'));
    await says(/^1 row can be imported/);
    expect(screen.queryByLabelText(/^Read the next file/)).toBeNull();
  });
});

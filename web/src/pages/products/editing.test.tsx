import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Product } from '@/api/types';
import { openApp } from '@/test/app';
import { fullWorld, type World } from '@/test/world';

const ID = 'SKU-1002';

function known(world: World): Product {
  const product = world.products.get(ID);
  if (!product) throw new Error(`The shop has no ${ID}.`);
  return product;
}

/** What someone else does meanwhile. */
function elsewhere(world: World, change: Partial<Product>): void {
  const now = known(world);
  world.products.set(ID, { ...now, ...change, version: now.version + 1 });
}

async function edit(world: World) {
  const opened = openApp(`/products/${ID}`, world);
  await screen.findByRole('heading', { level: 1, name: /Sparkling water/ });
  await opened.user.click(screen.getByRole('button', { name: 'Edit' }));
  const dialog = await screen.findByRole('dialog');
  const type = async (label: RegExp, text: string) => {
    const field = within(dialog).getByLabelText(label);
    await opened.user.clear(field);
    await opened.user.type(field, text);
  };
  const press = (name: string) => opened.user.click(within(dialog).getByRole('button', { name }));
  return { ...opened, dialog, type, press };
}

describe('editing a product', () => {
  it('shows a change at once, takes it back when the API refuses it, and shows both versions side by side', async () => {
    const world = fullWorld();
    const { dialog, type, press, user } = await edit(world);
    elsewhere(world, { name: 'Changed elsewhere', lead_time_days: 21 });
    await type(/^Name/, 'Still water');
    await type(/^Service level/, '98');
    await press('Save');
    expect(await within(dialog).findByText(/was changed by someone else/)).toBeVisible();
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1, hidden: true })).toHaveTextContent('Changed elsewhere'),
    );
    const name = within(dialog).getByRole('radiogroup', { name: 'Name' });
    expect(within(name).getByLabelText('Yours: Still water')).not.toBeChecked();
    expect(within(name).getByLabelText('Theirs: Changed elsewhere')).not.toBeChecked();
    const lead = within(dialog).getByRole('radiogroup', { name: 'Lead time, days' });
    expect(within(lead).getByLabelText('Theirs: 21')).toBeChecked();

    await press('Save');
    expect(within(dialog).getByText('Both of you changed this. Choose one.')).toBeVisible();
    expect(within(name).getByLabelText('Yours: Still water')).toHaveFocus();
    await user.click(within(name).getByLabelText('Yours: Still water'));
    await press('Save');
    await waitFor(() =>
      expect(known(world)).toMatchObject({ name: 'Still water', lead_time_days: 21, service_level: 0.98 }),
    );
  });

  it('sends what was changed and nothing else, so that stock counted meanwhile stays', async () => {
    const world = fullWorld();
    const before = known(world);
    elsewhere(world, { supplier_id: 'ACME', supplier_sku: 'W-6' });
    const { type, press } = await edit(world);
    await type(/^Lead time, days/, '9');
    await press('Save');
    await waitFor(() => expect(known(world).lead_time_days).toBe(9));
    expect(known(world)).toEqual({
      ...before,
      supplier_id: 'ACME',
      supplier_sku: 'W-6',
      lead_time_days: 9,
      version: before.version + 2,
    });
  });

  it('can be undone, once and only while nobody has changed it since', async () => {
    const world = fullWorld();
    const before = known(world);
    const { type, press, user } = await edit(world);
    await type(/^Name/, 'Still water');
    await press('Save');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(known(world).name).toBe(before.name));
    expect(await screen.findByText(`${before.name} is as it was before`)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('does not undo over what someone else has saved since', async () => {
    const world = fullWorld();
    const { type, press, user } = await edit(world);
    await type(/^Name/, 'Still water');
    await press('Save');
    const undo = await screen.findByRole('button', { name: 'Undo' });
    elsewhere(world, { name: 'Tonic' });
    await user.click(undo);
    expect(await screen.findByText('It is too late to undo this')).toBeVisible();
    expect(known(world).name).toBe('Tonic');
  });

  it('asks before Esc drops what was typed, and not when nothing was', async () => {
    const { dialog, type, user } = await edit(fullWorld());
    await type(/^Name/, 'Half a na');
    await user.keyboard('{Escape}');
    const question = await screen.findByRole('dialog', { name: 'Discard what you changed?' });
    await user.click(within(question).getByRole('button', { name: 'Keep editing' }));
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(within(dialog).getByLabelText(/^Name/)).toHaveValue('Half a na');
    await user.keyboard('{Escape}');
    await screen.findByRole('button', { name: 'Discard' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull());
    expect(dialog).toBeVisible();
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says what is wrong at the field and goes to the first such field', async () => {
    const { dialog, type, press } = await edit(fullWorld());
    await type(/^Service level/, '120');
    await type(/^Selling price/, '-1');
    await press('Save');
    expect(within(dialog).getByLabelText(/^Selling price/)).toHaveFocus();
    expect(within(dialog).getByText('Between 50 and 99.9')).toBeVisible();
  });
});

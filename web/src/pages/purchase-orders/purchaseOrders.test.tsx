import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { shopOfSize } from '@/test/bigShop';
import { server } from '@/test/server';
import { fullWorld, type World } from '@/test/world';

const orderOf = (world: World, id: string) => {
  const order = world.orders.get(id);
  if (!order) throw new Error(`There is no order ${id}.`);
  return order;
};

describe('Drafts and deliveries', () => {
  it('shows what is on its way, what is late first, and the drafts beside', async () => {
    const { user } = openApp('/purchase-orders', fullWorld());
    const rows = await screen.findAllByRole('row');
    expect(rows.slice(1).map((row) => within(row).getAllByRole('link')[0]?.getAttribute('href'))).toEqual([
      '/purchase-orders/PO-7',
      '/purchase-orders/PO-8',
      '/purchase-orders/PO-9',
    ]);
    expect(rows[1]).toHaveTextContent('3 days overdue');
    expect(screen.getByText(/1 order should have arrived by now/)).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Drafts 1' }));
    expect(await screen.findByText('PO-10')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Arrived' }));
    expect(await screen.findByText('PO-3')).toBeVisible();
  });
});

describe('A draft', () => {
  it('is changed, checked against packs, saved, and can be put back as it was', async () => {
    const world = fullWorld();
    const { user } = openApp('/purchase-orders/PO-10', world);
    const beans = await screen.findByLabelText('Units of Espresso beans, house blend, 1 kg');
    await user.clear(beans);
    await user.type(beans, '9');
    await user.click(await screen.findByRole('button', { name: /Espresso beans.*make it 12/ }));
    await user.click(screen.getByRole('button', { name: /Remove Filter coffee/ }));
    await user.click(screen.getByRole('button', { name: 'Save the draft' }));
    await waitFor(() => expect(orderOf(world, 'PO-10').lines).toHaveLength(1));
    expect(orderOf(world, 'PO-10')).toMatchObject({
      lines: [{ product_id: 'SKU-1005', quantity: 12 }],
      note: 'Ring at the side door.',
    });
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(orderOf(world, 'PO-10').lines).toHaveLength(2));
  });

  it('takes another product of its supplier, however many there are, found by a part of its name', async () => {
    const world = shopOfSize(900);
    const wanted = [...world.products.values()].filter(
      (one) => one.supplier_id === orderOf(world, 'PO-10').supplier_id && one.status === 'active',
    );
    const last = wanted.at(-1);
    if (!last) throw new Error('The supplier has no products.');
    const { user } = openApp('/purchase-orders/PO-10', world);
    await user.click(await screen.findByRole('button', { name: 'Add a product' }));
    const finder = await screen.findByRole('combobox', { name: 'Product to add' });
    await waitFor(() => expect(finder).toHaveFocus());
    await user.type(finder, last.product_id);
    const option = { name: `${last.name} (${last.product_id})`, hidden: true };
    await user.click(await screen.findByRole('option', option));
    expect(await screen.findByLabelText(`Units of ${last.name}`)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save the draft' }));
    await waitFor(() => expect(orderOf(world, 'PO-10').lines.at(-1)?.product_id).toBe(last.product_id));
  });

  it('shows both versions when someone else was quicker, and saves what is chosen of them', async () => {
    const world = fullWorld();
    const { user } = openApp('/purchase-orders/PO-10', world);
    const beans = await screen.findByLabelText('Units of Espresso beans, house blend, 1 kg');
    await user.clear(beans);
    await user.type(beans, '24');
    const theirs = orderOf(world, 'PO-10');
    world.orders.set('PO-10', {
      ...theirs,
      version: theirs.version + 1,
      note: 'Ring twice.',
      lines: theirs.lines.map((line) => ({ ...line, quantity: line.quantity * 3 })),
    });
    await user.click(screen.getByRole('button', { name: 'Save the draft' }));
    const both = await screen.findByRole('radiogroup', { name: /Units of Espresso beans/ });
    await user.click(within(both).getByRole('radio', { name: /Yours: 24/ }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(orderOf(world, 'PO-10').lines[0]?.quantity).toBe(24));
    expect(orderOf(world, 'PO-10')).toMatchObject({
      note: 'Ring twice.',
      lines: [{ quantity: 24 }, { quantity: 36 }],
    });
  });

  it('asks before it is left with changes', async () => {
    const { user, router } = openApp('/purchase-orders/PO-10', fullWorld());
    await user.type(await screen.findByLabelText('Note'), ' Twice.');
    await user.click(screen.getByRole('link', { name: 'Products' }));
    const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(router.state.location.pathname).toBe('/purchase-orders/PO-10');
    expect(screen.getByLabelText('Note')).toHaveValue('Ring at the side door. Twice.');
  });

  it('becomes an order, whose units are on their way', async () => {
    const world = fullWorld();
    const before = world.products.get('SKU-1005')?.on_order ?? 0;
    const { user } = openApp('/purchase-orders/PO-10', world);
    await user.click(await screen.findByRole('button', { name: 'Mark as ordered' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Mark as ordered' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Order from North Roasters' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Receive' })).toBeVisible();
    expect(world.products.get('SKU-1005')?.on_order).toBe(before + 6);
  });

  it('is given to the supplier as a mail', async () => {
    const { user } = openApp('/purchase-orders/PO-10', fullWorld());
    await user.click(await screen.findByRole('button', { name: 'As a mail' }));
    const dialog = await screen.findByRole('dialog', { name: 'Mail to the supplier' });
    expect(within(dialog).getByRole('link', { name: 'Open in the mail program' })).toHaveAttribute(
      'href',
      'mailto:sales%40roasters.example?subject=Order%20PO-10&body=18%20units',
    );
  });
});

describe('A delivery', () => {
  it('is counted in by thumb: all of one line, some packs of another, the rest stays expected', async () => {
    const world = fullWorld();
    const before = world.products.get('SKU-1002')?.on_hand ?? 0;
    const { user, router } = openApp('/purchase-orders/PO-7/receive', world);
    await user.click(await screen.findByRole('button', { name: /All 24 of Sparkling water/ }));
    await user.click(await screen.findByRole('button', { name: /More of Oat drink/ }));
    await user.click(screen.getByRole('button', { name: 'Count in 30 units' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/purchase-orders/PO-7'));
    expect(orderOf(world, 'PO-7')).toMatchObject({
      status: 'partially_received',
      lines: [{ open_quantity: 54 }, { open_quantity: 0 }],
    });
    expect(world.products.get('SKU-1002')?.on_hand).toBe(before + 24);
    expect(await screen.findByText('30 units counted in')).toBeVisible();
  });

  it('arrives whole with two presses', async () => {
    const world = fullWorld();
    const { user } = openApp('/purchase-orders/PO-9/receive', world);
    await user.click(await screen.findByRole('button', { name: 'All of it arrived' }));
    await user.click(screen.getByRole('button', { name: 'Count in 12 units' }));
    await waitFor(() => expect(orderOf(world, 'PO-9').status).toBe('received'));
  });

  it('of more than is open is written only when it is said to be right', async () => {
    const world = fullWorld();
    const { user } = openApp('/purchase-orders/PO-9/receive', world);
    await user.type(await screen.findByLabelText(/Arrived of Espresso beans/), '15');
    expect(screen.getByText('3 more than is open')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Count in 15 units' }));
    expect(screen.getByText(/count again, or say that it is right/)).toBeVisible();
    expect(orderOf(world, 'PO-9').status).toBe('ordered');
    await user.click(screen.getByRole('checkbox', { name: /It was counted and is right/ }));
    await user.click(screen.getByRole('button', { name: 'Count in 15 units' }));
    await waitFor(() => expect(orderOf(world, 'PO-9').status).toBe('received'));
  });

  it('counts once when no answer came and it is sent again', async () => {
    const world = fullWorld();
    const before = world.products.get('SKU-1005')?.on_hand ?? 0;
    const { user } = openApp('/purchase-orders/PO-9/receive', world);
    await user.click(await screen.findByRole('button', { name: 'All of it arrived' }));
    const sent: (string | null)[] = [];
    server.use(
      http.post('*/purchase-orders/:id/receive', ({ request }) => {
        sent.push(request.headers.get('idempotency-key'));
        return sent.length === 1 ? HttpResponse.error() : undefined;
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Count in 12 units' }));
    expect(await screen.findByText(/it is counted once, however often/)).toBeVisible();
    expect(screen.getByLabelText(/Arrived of Espresso beans/)).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Send again: Count in 12 units' }));
    await waitFor(() => expect(orderOf(world, 'PO-9').status).toBe('received'));
    expect(sent[0]).toBe(sent[1]);
    expect(world.products.get('SKU-1005')?.on_hand).toBe(before + 12);
  });
});

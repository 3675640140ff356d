import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { server } from '@/test/server';
import { productOf } from '@/test/shop';
import { emptyWorld, fullWorld, type World } from '@/test/world';

/** A shop of so many products that sell, all of them out of stock. */
function largeWorld(products: number): World {
  const world = fullWorld();
  const forecast = [...world.forecasts.values()][0];
  for (let i = 0; i < products; i += 1) {
    const id = `SKU-${String(5000 + i)}`;
    world.products.set(id, productOf(0, { product_id: id, name: `Bulk ${i}`, on_hand: 0 }));
    if (forecast) world.forecasts.set(id, { ...forecast, product_id: id });
  }
  return world;
}

describe('Orders', () => {
  it('shows the worst first, counts every status, and filters by the API', async () => {
    const { user, router } = openApp('/orders', fullWorld());
    const rows = await screen.findAllByRole('row');
    expect(rows[1]).toHaveTextContent('Out of stock');
    await user.click(screen.getByRole('radio', { name: /Overstocked [1-9]/ }));
    await waitFor(() => expect(screen.getAllByRole('row')[1]).toHaveTextContent('Overstocked'));
    expect(router.state.location.search).toBe('?urgency=overstock');
  });

  it('shows a page of a long list, says how long it is, and brings the next one on demand', async () => {
    const { user } = openApp('/orders?q=bulk', largeWorld(70));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(31));
    expect(screen.getByRole('navigation', { name: 'More products' })).toHaveTextContent('30 of 70');
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(61));
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(71));
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('chooses everything that is to be ordered, also of pages that were never opened', async () => {
    const { user } = openApp('/orders?q=bulk', largeWorld(70));
    await user.click(await screen.findByRole('button', { name: 'Choose all to order' }));
    expect(await screen.findByRole('region', { name: 'Chosen products' })).toHaveTextContent('70 products');
  });

  it('says at once what the supplier would not take, and offers the nearest', async () => {
    const world = fullWorld();
    world.products.set('SKU-1001', productOf(0, { min_order_quantity: 12, order_multiple: 4 }));
    const { user } = openApp('/orders', world);
    const input = await screen.findByLabelText(/Units of Oat drink/);
    const recommended = (input as HTMLInputElement).value;
    await user.clear(input);
    await user.type(input, '3');
    expect(screen.getByText('At least 12')).toBeVisible();
    await user.clear(input);
    await user.type(input, '17.5');
    expect(screen.getByText('Packs of 4')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /make it 16/ }));
    expect(input).toHaveValue(16);
    expect(screen.queryByText('Packs of 4')).toBeNull();
    expect(screen.getByRole('region', { name: 'Chosen products' })).toHaveTextContent('1 product · 16 units');
    await user.click(screen.getByRole('button', { name: /Put Oat drink/ }));
    expect(input).toHaveValue(Number(recommended));
  });

  it('makes a draft for each supplier, and says what was left out and why', async () => {
    const world = fullWorld();
    world.orders.clear();
    world.products.set('SKU-1009', { ...productOf(8, { on_hand: 0 }), supplier_id: null });
    const { user } = openApp('/orders', world);
    const oat = await screen.findByLabelText(/Units of Oat drink/);
    await user.clear(oat);
    await user.type(oat, '36');
    await user.click(screen.getByRole('checkbox', { name: /Choose Rye flour/ }));
    await user.click(screen.getByRole('button', { name: 'Make drafts' }));
    const dialog = await screen.findByRole('dialog', { name: 'Make drafts' });
    expect(within(dialog).getByRole('list', { name: 'Drafts by supplier' })).toHaveTextContent(
      /Beverage Wholesale 1 product.*1 product without a supplier will be left out/,
    );
    await user.click(within(dialog).getByRole('button', { name: 'Make drafts' }));
    expect(await screen.findByText('1 draft made')).toBeVisible();
    expect(screen.getByRole('region', { name: 'Left out' })).toHaveTextContent('has no supplier');
    const [order] = [...world.orders.values()];
    expect(order).toMatchObject({ supplier_id: 'DRINKS', status: 'draft' });
    expect(order?.lines).toMatchObject([{ product_id: 'SKU-1001', quantity: 36 }]);
  });

  it('sends drafts again under one key after no answer came, so that they are made once', async () => {
    const world = fullWorld();
    world.orders.clear();
    const { user } = openApp('/orders', world);
    await user.click(await screen.findByRole('checkbox', { name: /Choose Oat drink/ }));
    await user.click(screen.getByRole('button', { name: 'Make drafts' }));
    const dialog = await screen.findByRole('dialog', { name: 'Make drafts' });
    const sent: (string | null)[] = [];
    server.use(
      http.post('*/purchase-orders', ({ request }) => {
        sent.push(request.headers.get('idempotency-key'));
        return sent.length === 1 ? HttpResponse.error() : undefined;
      }),
    );
    await user.click(within(dialog).getByRole('button', { name: 'Make drafts' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('cannot be reached');
    await user.click(within(dialog).getByRole('button', { name: 'Make drafts' }));
    expect(await screen.findByText('1 draft made')).toBeVisible();
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBe(sent[1]);
  });

  it('marks what is in a draft already, and offers to leave it out', async () => {
    const world = fullWorld();
    world.products.set('SKU-1005', { ...productOf(4), on_hand: 0 });
    const { user } = openApp('/orders', world);
    const row = (await screen.findByText(/Espresso beans/)).closest('tr') as HTMLElement;
    expect(await within(row).findByRole('link', { name: 'in a draft already' })).toHaveAttribute(
      'href',
      '/purchase-orders/PO-10',
    );
    await user.click(within(row).getByRole('checkbox'));
    await user.click(screen.getByRole('checkbox', { name: /Choose Oat drink/ }));
    await user.click(screen.getByRole('button', { name: 'Make drafts' }));
    const dialog = await screen.findByRole('dialog', { name: 'Make drafts' });
    await user.click(within(dialog).getByRole('button', { name: 'Leave it out' }));
    expect(within(dialog).getByRole('list', { name: 'Drafts by supplier' })).not.toHaveTextContent(
      'North Roasters',
    );
  });

  it('leaves a product out until a day with a reason, and puts it back', async () => {
    const world = fullWorld();
    const { user } = openApp('/orders', world);
    await user.click(await screen.findByRole('button', { name: /Why, for Oat drink/ }));
    await user.click(screen.getByRole('button', { name: 'Leave out for now' }));
    const dialog = await screen.findByRole('dialog', { name: /Leave Oat drink/ });
    await user.click(within(dialog).getByRole('button', { name: 'Leave out' }));
    const reason = within(dialog).getByLabelText('Why');
    expect(reason).toHaveFocus();
    await user.type(reason, 'New recipe in spring');
    await user.click(within(dialog).getByRole('button', { name: 'Leave out' }));
    await waitFor(() => expect(world.snoozed.get('SKU-1001')?.reason).toBe('New recipe in spring'));
    await waitFor(() => expect(screen.queryByRole('link', { name: /Oat drink/ })).toBeNull());
    await user.click(screen.getByRole('radio', { name: /Left out for now 1/ }));
    expect(await screen.findByText(/: New recipe in spring/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Put back into the list' }));
    expect(await screen.findByText('Nothing is left out')).toBeVisible();
  });

  it('explains a quantity line by line', async () => {
    const { user } = openApp('/orders', fullWorld());
    const why = await screen.findByRole('button', { name: /Why, for Oat drink/ });
    await user.click(why);
    expect(why).toHaveAttribute('aria-expanded', 'true');
    const sum = screen.getByRole('table', { name: /From the forecast to the order/ });
    expect(within(sum).getByRole('rowheader', { name: /Safety stock/ })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'On its way' })).toBeNull();
  });

  it('tells of what is on its way but too late, by day and order', async () => {
    const world = fullWorld();
    const late = productOf(0, { name: 'Late tea', on_hand: 1, on_order: 100 });
    world.products.set(late.product_id, late);
    const { user } = openApp('/orders?urgency=expedite', world);
    await screen.findByText('Late tea');
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: /Why, for Late tea/ }));
    const arrivals = within(screen.getByRole('region', { name: 'On its way' })).getAllByRole('listitem');
    expect(arrivals[0]).toHaveTextContent(/50 on .* order PO-7 3 days overdue/);
    expect(arrivals[1]).toHaveTextContent(/50 on .* without a purchase order$/);
  });

  it('tells a shop without forecasts where to begin', async () => {
    openApp('/orders', emptyWorld());
    expect(await screen.findByText('No order list yet')).toBeVisible();
  });
});

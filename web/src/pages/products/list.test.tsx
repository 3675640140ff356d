import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { forecastOf } from '@/test/forecasting';
import { server } from '@/test/server';
import { productOf, salesOf } from '@/test/shop';
import { emptyWorld, fullWorld } from '@/test/world';
import { bulkPatch, checkBulk } from './BulkEdit';

function manyProducts(count: number) {
  const world = emptyWorld();
  for (let i = 0; i < count; i += 1) {
    const id = `P-${String(i).padStart(4, '0')}`;
    world.products.set(id, productOf(1, { product_id: id, name: `Product ${String(i)}` }));
  }
  return world;
}

/** The calls to the API, by path. */
function listen(): string[] {
  const calls: string[] = [];
  server.use(
    http.all('*', ({ request }) => {
      calls.push(new URL(request.url).pathname.replace(/^\/api/, ''));
      return undefined;
    }),
  );
  return calls;
}

describe('a long list of products', () => {
  it('comes a page at a time, in the API’s order, and does not offer to sort what it has not', async () => {
    const { user } = openApp('/products', manyProducts(70));
    expect(await screen.findByText(/The first 40, by id/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'On hand' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('70 products')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Product 69' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'On hand' })).toBeVisible();
  });

  it('asks for no sales where there are no products, which the API would refuse', async () => {
    openApp('/products', emptyWorld());
    const calls = listen();
    expect(await screen.findByText('No products yet')).toBeVisible();
    expect(calls).toContain('/products');
    expect(calls).not.toContain('/sales-data');
  });

  it('says of every product how it stands and what it sold, in one read a page of each', async () => {
    const world = manyProducts(70);
    for (const [id, product] of world.products) {
      world.forecasts.set(id, forecastOf(product));
      world.sales.set(id, salesOf(product).slice(-60));
    }
    world.snoozed.set('P-0069', { until: '2099-01-01', reason: 'Seasonal', created_at: '' });
    world.forecasts.delete('P-0068');
    const { user } = openApp('/products', world);
    const calls = listen();
    const row = (name: string) => within(screen.getByRole('link', { name }).closest('tr') as HTMLElement);
    await screen.findByRole('link', { name: 'Product 39' });
    await waitFor(() => expect(row('Product 39').getByRole('img', { name: /^Weekly sales/ })).toBeVisible());
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await screen.findByRole('link', { name: 'Product 69' });
    const status = /^(Out of stock|Order now|Order soon|Overstocked|Enough)$/;
    for (const name of ['Product 0', 'Product 39', 'Product 40', 'Product 67', 'Product 69']) {
      await waitFor(() => expect(row(name).getByText(status)).toBeVisible());
    }
    expect(row('Product 68').getAllByText('no forecast')).not.toHaveLength(0);
    const to = (path: string) => calls.filter((one) => one === path).length;
    expect([to('/products'), to('/sales-data'), to('/reports/inventory-recommendations')]).toEqual([2, 2, 3]);
    expect(calls.filter((one) => /^\/sales-data\/[^s]/.test(one))).toEqual([]);
  });

  it('is not asked for to show one product', async () => {
    const world = fullWorld();
    openApp('/products/SKU-1002', world);
    const calls = listen();
    await screen.findByText(/In the next 28 days/);
    expect(calls).not.toContain('/products');
    expect(calls).not.toContain('/reports/inventory-recommendations');
    expect(calls).toContain('/reports/inventory-recommendations/SKU-1002');
  });
});

describe('changing many products', () => {
  it('changes what was filled in of those that were chosen, and names those that could not be', async () => {
    const world = fullWorld();
    const { user } = openApp('/products', world);
    await user.click(await screen.findByLabelText(/^Choose Sparkling water/));
    await user.click(screen.getByLabelText(/^Choose Ginger shot/));
    world.products.delete('SKU-1004');
    await user.click(screen.getByRole('button', { name: 'Change …' }));
    const dialog = await screen.findByRole('dialog', { name: 'Change 2 products' });
    await user.type(within(dialog).getByLabelText('Lead time, days'), '21');
    await user.click(within(dialog).getByRole('button', { name: 'Change 2 products' }));
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('1 product could not be changed:');
    expect(alert).toHaveTextContent("SKU-1004: No product has the id 'SKU-1004'");
    await waitFor(() => expect(world.products.get('SKU-1002')).toMatchObject({ lead_time_days: 21 }));
    expect(world.products.get('SKU-1002')?.service_level).toBe(0.95);
    expect(world.products.get('SKU-1001')?.lead_time_days).toBe(3);
  });

  it('sends nothing of what was left empty, and takes a supplier away only when told', () => {
    const nothing = { lead_time_days: '', service_level: '', supplier_id: '', status: '' };
    expect(bulkPatch(nothing)).toEqual({});
    expect(bulkPatch({ ...nothing, supplier_id: '-', service_level: '97.5' })).toEqual({
      supplier_id: null,
      service_level: 0.975,
    });
    expect(bulkPatch({ ...nothing, lead_time_days: '0', status: 'discontinued' })).toEqual({
      lead_time_days: 0,
      status: 'discontinued',
    });
  });

  it.each([
    [{ lead_time_days: '1.5' }, 'lead_time_days'],
    [{ lead_time_days: '366' }, 'lead_time_days'],
    [{ service_level: '0.95' }, 'service_level'],
  ])('says at the field that %j cannot be', (wrong, field) => {
    const values = { lead_time_days: '', service_level: '', supplier_id: '', status: '', ...wrong };
    expect(Object.keys(checkBulk(values))).toEqual([field]);
  });
});

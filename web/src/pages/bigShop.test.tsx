import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { beforeAll, describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { problem } from '@/test/answers';
import { shopOfSize } from '@/test/bigShop';
import { server } from '@/test/server';
import type { World } from '@/test/world';

const SIZE = 3000;

/** The calls that a page makes, with their queries. */
function listen(): string[] {
  const calls: string[] = [];
  server.use(
    http.all('*', ({ request }) => {
      const { pathname, search } = new URL(request.url);
      calls.push(pathname.replace(/^\/api/, '') + search);
      return undefined;
    }),
  );
  return calls;
}

const rows = () => document.querySelectorAll('tbody tr').length;
/** The number in a text such as “Enough 1,204”. */
const numberIn = (text: string | null) => Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''));

describe(`a shop of ${String(SIZE)} products`, () => {
  let world: World;
  beforeAll(() => {
    world = shopOfSize(SIZE);
  });

  it('is counted whole on Today, in one call', async () => {
    openApp('/', world);
    const calls = listen();
    const tiles = within(await screen.findByRole('region', { name: 'What needs attention' }));
    const out = await tiles.findByRole('link', { name: /^Out of stock/ });
    expect(numberIn(out.textContent)).toBeGreaterThan(100);
    expect(calls.filter((one) => one.startsWith('/reports/today'))).toHaveLength(1);
    expect(calls.filter((one) => one.startsWith('/products'))).toEqual([]);
  });

  it('says on Orders how long the list is, shows a page of it, and chooses no more than drafts can be made of', async () => {
    const empty = { ...world, products: new Map(world.products) };
    for (const [id, one] of empty.products) empty.products.set(id, { ...one, on_hand: 0, on_order: 0 });
    const { user } = openApp('/orders', empty);
    await waitFor(() => expect(rows()).toBe(30));
    expect(screen.getByRole('navigation', { name: 'More products' })).toHaveTextContent(/30 of 2,9\d\d/);
    await user.click(screen.getByRole('button', { name: 'Choose all to order' }));
    expect(
      await screen.findByText('1,000 products chosen, but not all that has to be ordered'),
    ).toBeVisible();
  });

  it('is searched by the API, and says what of it a list shows and where the rest is', async () => {
    const { user } = openApp('/products', world);
    expect(await screen.findByText(/The first 40, by id/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'On hand' })).toBeNull();
    expect(rows()).toBe(40);
    const calls = listen();
    await user.click(screen.getByLabelText('Search id or name'));
    await user.paste('SKU-4900');
    await waitFor(() => expect(rows()).toBe(1));
    expect(await screen.findByText('1 product')).toBeVisible();
    expect(screen.getByText('SKU-4900')).toBeVisible();
    expect(calls.filter((one) => one.startsWith('/products?')).at(-1)).toContain('q=SKU-4900');
    expect(calls.some((one) => one.includes('cursor='))).toBe(false);
  });

  it('shows one product by asking for that one', async () => {
    openApp('/products/SKU-4900', world);
    const calls = listen();
    await screen.findByText(/In the next 28 days/);
    expect(calls.filter((one) => /^\/(products|reports\/inventory-recommendations)(\?|$)/.test(one))).toEqual(
      [],
    );
    expect(calls.length).toBeLessThanOrEqual(8);
  });

  it('says of a list that was cut that it was', async () => {
    openApp('/', world);
    expect(await screen.findByText(/^2,98\d active products/)).toBeVisible();
    expect(screen.getByText(/These are the first 8, by id/)).toBeVisible();
  });
});

describe('an API that is asked too much', () => {
  it('says so, and is asked again when told', async () => {
    const world = shopOfSize(40);
    const { user } = openApp('/suppliers', world);
    await screen.findByRole('link', { name: 'Beverage Wholesale' });
    let refused = true;
    server.use(
      http.get('*/suppliers/DRINKS', () =>
        refused ? problem(429, 'too-many-requests', 'Too many requests', 'Wait a moment.') : undefined,
      ),
    );
    await user.click(screen.getByRole('link', { name: 'Beverage Wholesale' }));
    expect(await screen.findByText('Too many requests')).toBeVisible();
    refused = false;
    await user.click(screen.getByRole('button', { name: /Try again/ }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Beverage Wholesale' })).toBeVisible();
  });
});

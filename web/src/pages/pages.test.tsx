import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { productOf } from '@/test/shop';
import { emptyWorld, fullWorld } from '@/test/world';

describe('Today', () => {
  it('counts the exceptions, each leading to its list', async () => {
    openApp('/', fullWorld());
    const tile = await screen.findByRole('link', { name: /Out of stock.*1 product/ });
    expect(tile).toHaveAttribute('href', '/orders?urgency=stocked_out');
    expect(screen.getByRole('heading', { level: 1, name: 'Today' })).toHaveFocus();
    expect(document.title).toBe('Today · Stockcast');
  });

  it('says first what is on its way but too late', async () => {
    const world = fullWorld();
    const late = productOf(0, { name: 'Late tea', on_hand: 1, on_order: 100 });
    world.products.set(late.product_id, late);
    openApp('/', world);
    const panel = await screen.findByRole('region', { name: 'Ask for it sooner' });
    expect(panel).toHaveTextContent(/1 product will run out before what is on its way arrives/);
    expect(within(panel).getByRole('link', { name: 'Late tea' })).toBeVisible();
    expect(await within(panel).findByRole('link', { name: 'Beverage Wholesale' })).toBeVisible();
    expect(
      panel.compareDocumentPosition(screen.getByRole('region', { name: 'What needs attention' })) &
        Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
  });

  it('says how good the forecasts are and how that was checked', async () => {
    openApp('/', fullWorld());
    expect(await screen.findByText(/80% band held 82% of 6,552 past days: as promised/)).toBeVisible();
    expect(screen.getByText(/Checked by forecasting past weeks/)).toBeVisible();
  });

  it('tells an empty shop what to do first', async () => {
    openApp('/', emptyWorld());
    expect(await screen.findByText(/Your shop is empty/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Import sales' })).toHaveAttribute('href', '/import');
  });

  it('says once that the API fails, in its own words with the correlation id, and tries again', async () => {
    const world = fullWorld();
    world.failing = 503;
    const { user } = openApp('/', world);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The sales table is not answering');
    expect(alert).toHaveTextContent('c0ffee00-1234');
    world.failing = null;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: /Out of stock/ })).toBeVisible();
  });
});

describe('Products', () => {
  it('searches, and says when nothing matches', async () => {
    const { user } = openApp('/products', fullWorld());
    await screen.findByRole('link', { name: /Oat drink/ });
    await user.type(screen.getByRole('searchbox'), 'moka');
    await waitFor(() => expect(screen.queryByRole('link', { name: /Oat drink/ })).toBeNull());
    expect(await screen.findByRole('link', { name: /Moka pot/ })).toBeVisible();
    await user.type(screen.getByRole('searchbox'), 'zzz');
    expect(await screen.findByText('No product matches')).toBeVisible();
  });

  it('sorts by stock with what is unknown last, both ways', async () => {
    const { user } = openApp('/products', fullWorld());
    await screen.findByRole('link', { name: /Oat drink/ });
    const onHand = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map((row) => within(row).getAllByRole('cell')[5]?.textContent);
    await user.click(screen.getByRole('button', { name: 'On hand' }));
    await waitFor(() => expect(onHand()[0]).toBe('0'));
    expect(onHand().at(-1)).toBe('unknown');
    await user.click(screen.getByRole('button', { name: 'On hand' }));
    await waitFor(() => expect(onHand()[0]).not.toBe('0'));
    expect(onHand().at(-1)).toBe('unknown');
  });

  it('adds a product and opens it; puts the API’s complaint beside the field', async () => {
    const world = fullWorld();
    const { user, router } = openApp('/products', world);
    await user.click(await screen.findByRole('button', { name: 'Add product' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Add product' }));
    expect(within(dialog).getByText('Give it a name')).toBeVisible();
    await user.type(within(dialog).getByLabelText(/^Name/), 'Oat bar');
    await user.type(within(dialog).getByLabelText(/^Category/), 'Sweets');
    await user.type(within(dialog).getByLabelText(/^Product id/), 'SKU-1001');
    await user.type(within(dialog).getByLabelText(/^Selling price/), '1.9');
    await user.click(within(dialog).getByRole('button', { name: 'Add product' }));
    expect(await within(dialog).findByText(/is taken/)).toBeVisible();
    await user.clear(within(dialog).getByLabelText(/^Product id/));
    await user.type(within(dialog).getByLabelText(/^Product id/), 'BAR-1');
    await user.click(within(dialog).getByRole('button', { name: 'Add product' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/products/BAR-1'));
    expect(world.products.get('BAR-1')).toMatchObject({
      name: 'Oat bar',
      on_hand: null,
      service_level: 0.95,
      order_multiple: 1,
    });
  });
});

describe('Product', () => {
  it('says the forecast in a buyer’s words, with evidence', async () => {
    openApp('/products/SKU-1002', fullWorld());
    expect(await screen.findByText(/In the next 28 days you will most likely sell about/)).toHaveTextContent(
      '4 times in 5',
    );
    expect(screen.getByText(/9 times in 10 you will sell/)).toBeVisible();
    expect(screen.getByText(/Saturdays sell 1.6 times/)).toBeVisible();
    expect(screen.getByText('weekday profile, sat')).toBeVisible();
  });

  it('forecasts with an event', async () => {
    const world = fullWorld();
    world.forecasts.clear();
    const { user } = openApp('/products/SKU-1002', world);
    await user.click(await screen.findByRole('button', { name: 'Forecast' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Add an event' }));
    await user.type(within(dialog).getByLabelText('Event'), 'Fair');
    await user.click(within(dialog).getByRole('button', { name: 'Forecast' }));
    expect(await screen.findByText(/In the next 28 days/)).toBeVisible();
    expect(world.forecasts.has('SKU-1002')).toBe(true);
  });

  it('says what cannot be forecast, in the API’s words', async () => {
    const world = fullWorld();
    world.forecasts.clear();
    world.sales.set('SKU-1002', []);
    const { user } = openApp('/products/SKU-1002', world);
    await user.click(await screen.findByRole('button', { name: 'Forecast' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Forecast' }));
    expect(
      await screen.findByText(/no sales of this product, its predecessor or its category/),
    ).toBeVisible();
  });

  it('deletes after asking', async () => {
    const world = fullWorld();
    const { user, router } = openApp('/products/SKU-1002', world);
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete product' }),
    );
    await waitFor(() => expect(router.state.location.pathname).toBe('/products'));
    await waitFor(() => expect(world.products.has('SKU-1002')).toBe(false));
  });

  it('names a product that is not there', async () => {
    openApp('/products/NOPE', fullWorld());
    expect(await screen.findByText("No product has the id 'NOPE'.")).toBeVisible();
  });
});

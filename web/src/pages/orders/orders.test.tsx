import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { recommendationOf } from '@/test/ordering';
import { productOf } from '@/test/shop';
import { emptyWorld, fullWorld } from '@/test/world';
import { orderCsv } from './orderCsv';

describe('Orders', () => {
  it('shows what is due, worst first, and filters', async () => {
    const { user } = openApp('/orders', fullWorld());
    const rows = await screen.findAllByRole('row');
    expect(rows[1]).toHaveTextContent('Out of stock');
    expect(screen.queryByText('Overstocked', { selector: 'td *' })).toBeNull();
    await user.click(screen.getByRole('radio', { name: /Overstocked/ }));
    await waitFor(() =>
      expect(screen.getAllByText('Overstocked', { selector: 'td *' }).length).toBeGreaterThan(0),
    );
  });

  it('keeps a changed quantity, counts it, and puts it back', async () => {
    const { user } = openApp('/orders', fullWorld());
    const input = await screen.findByLabelText(/Units of Oat drink/);
    const recommended = (input as HTMLInputElement).value;
    await user.clear(input);
    await user.type(input, '30');
    await user.click(screen.getByRole('checkbox', { name: /Choose Oat drink/ }));
    expect(screen.getByRole('region', { name: 'Chosen orders' })).toHaveTextContent('1 product · 30 units');
    await user.click(screen.getByRole('button', { name: /Put Oat drink/ }));
    expect(input).toHaveValue(Number(recommended));
  });

  it('explains a quantity line by line', async () => {
    const { user } = openApp('/orders', fullWorld());
    const why = await screen.findByRole('button', { name: /Why, for Oat drink/ });
    await user.click(why);
    expect(why).toHaveAttribute('aria-expanded', 'true');
    const sum = screen.getByRole('table', { name: /From the forecast to the order/ });
    expect(within(sum).getByRole('rowheader', { name: /Safety stock/ })).toBeVisible();
  });

  it('tells of what is on its way but too late, by day and order', async () => {
    const world = fullWorld();
    const late = productOf(0, { name: 'Late tea', on_hand: 1, on_order: 100 });
    world.products.set(late.product_id, late);
    const { user } = openApp('/orders', world);
    await screen.findByText('Late tea');
    await user.click(screen.getByRole('radio', { name: /Expedite 1/ }));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
    await user.click(screen.getByRole('button', { name: /Why, for Late tea/ }));
    const arrivals = within(screen.getByRole('region', { name: 'On its way' })).getAllByRole('listitem');
    expect(arrivals[0]).toHaveTextContent(/50 on .* order PO-7 3 days overdue/);
    expect(arrivals[1]).toHaveTextContent(/50 on .* without a purchase order$/);
  });

  it('shows no arrivals where nothing is on its way', async () => {
    const { user } = openApp('/orders', fullWorld());
    await user.click(await screen.findByRole('button', { name: /Why, for Oat drink/ }));
    expect(screen.queryByRole('region', { name: 'On its way' })).toBeNull();
  });

  it('tells a shop without forecasts where to begin', async () => {
    openApp('/orders', emptyWorld());
    expect(await screen.findByText('No order list yet')).toBeVisible();
  });

  it('exports what was chosen with the changed quantity and its cost', () => {
    const product = productOf(0, { name: '=cmd', unit_cost: 2 });
    const text = orderCsv([recommendationOf(product)], { [product.product_id]: 24 }, () => product);
    const line = text.split('\r\n')[1] ?? '';
    expect(line).toContain(`${product.product_id},'=cmd,Drinks,24,`);
    expect(line).toContain(',2,48,');
  });
});

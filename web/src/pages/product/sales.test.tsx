import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { addDays, today } from '@/lib/dates';
import { openApp } from '@/test/app';
import { fullWorld } from '@/test/world';

const ID = 'SKU-1002';
const sold = (back: number) => ({
  product_id: ID,
  date: addDays(today(), -back),
  quantity_sold: 3,
  price: 2.5,
  revenue: 7.5,
  created_at: null,
});

/** A product with sales so many days back. */
function shop(days: number[]) {
  const world = fullWorld();
  world.sales.set(ID, days.map(sold));
  return world;
}

describe('Sales of a product', () => {
  it('are those of the latest days first, and the earlier ones when asked for', async () => {
    const { user } = openApp(`/products/${ID}?tab=sales`, shop([800, 500, 401, 400, 2, 1]));
    expect(await screen.findByText(/^Of the latest 400 days: 3 days with records/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show earlier days too' }));
    expect(await screen.findByText(/^6 days with records/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show earlier days too' })).toBeNull();
  });

  it('are shown however long ago the last was', async () => {
    openApp(`/products/${ID}?tab=sales`, shop([900, 800]));
    expect(await screen.findByText(/^2 days with records/)).toBeVisible();
  });
});

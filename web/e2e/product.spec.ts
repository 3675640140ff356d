import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './test.ts';

test('product: create, edit, delete', async ({ page, shop, clean }) => {
  clean.ignore(/40[49]/);
  const taken = await shop.product('TAKEN');
  const id = shop.id('NEW');
  await page.goto('/products');
  await page.getByRole('button', { name: 'Add product' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByLabel('Name').fill('Ginger tea');
  await dialog.getByLabel('Category').fill('Journeys');
  await dialog.getByLabel(/^Product id/).fill(taken);
  await dialog.getByLabel(/^Selling price/).fill('3.80');
  await dialog.getByRole('button', { name: 'Add product' }).click();
  await expect(dialog.getByRole('alert')).toContainText(taken);
  await expect(dialog.getByRole('alert')).toContainText('Correlation id');
  await dialog.getByLabel(/^Product id/).fill(id);
  await dialog.getByRole('button', { name: 'Add product' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ginger tea' })).toBeVisible();

  await page.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByLabel('Name').fill('Ginger and lemon tea');
  await dialog.getByLabel(/^On hand/).fill('40');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ginger and lemon tea' })).toBeVisible();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Ginger and lemon tea' })).toBeVisible();

  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog).toContainText('cannot be undone');
  await dialog.getByRole('button', { name: 'Delete product' }).click();
  await expect(page.getByText('Ginger and lemon tea deleted')).toBeVisible();
  expect(await shop.exists(id)).toBe(false);
});

test('product: of two changes at once one is chosen, field by field', async ({ page, shop, clean }) => {
  clean.ignore(/412/);
  const id = await shop.product('RACE');
  await page.goto(`/products/${id}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await shop.change(id, { name: 'Changed elsewhere' });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Mine');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('radio', { name: 'Yours: Mine' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
});

test('two tabs agree: a refusal twice over is settled, and both show what came of it', async ({
  page,
  context,
  shop,
  clean,
}) => {
  clean.ignore(/412/);
  const id = await shop.product('TABS', { on_hand: 10, lead_time_days: 5 });
  const other = await context.newPage();
  const open = async (tab: Page) => {
    await tab.goto(`/products/${id}`);
    await tab.getByRole('button', { name: 'Edit' }).click();
    return tab.getByRole('dialog', { name: /^Edit/ });
  };
  const mine = await open(page);
  await mine.getByLabel('Name').fill('Mine');
  const theirs = await open(other);
  await theirs.getByLabel('Name').fill('Theirs');
  await theirs.getByLabel('Lead time, days').fill('9');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Theirs' })).toBeVisible();
  // What is typed stays, on whatever the other tab has saved.
  await expect(page.locator('main h1')).toHaveText('Theirs');
  await expect(mine.getByLabel('Name')).toHaveValue('Mine');

  await mine.getByRole('button', { name: 'Save' }).click();
  await mine.getByRole('radio', { name: 'Yours: Mine' }).check();
  await shop.change(id, { on_hand: 33 });
  await mine.getByRole('button', { name: 'Save' }).click();
  await expect(mine.getByRole('radio', { name: 'Theirs: 33' })).toBeChecked();
  await mine.getByRole('radio', { name: 'Yours: Mine' }).check();
  await mine.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
  await expect(other.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
  expect(await shop.known(id)).toMatchObject({ name: 'Mine', lead_time_days: 9, on_hand: 33 });
});

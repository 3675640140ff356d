import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from './test.ts';

test('orders: find, read why, change to whole packs, choose', async ({ page, shop }) => {
  const out = await shop.product('OUT', { on_hand: 0, order_multiple: 12 });
  const rich = await shop.product('RICH', { on_hand: 4000 });
  for (const id of [out, rich]) {
    await shop.sales(id);
    await shop.forecast(id);
  }
  await page.goto(`/orders?q=${shop.prefix}`);
  await expect(page.getByRole('row').nth(1)).toContainText('Out of stock');
  await expect(page.getByRole('row').filter({ hasText: rich })).toContainText('Overstocked');
  await page
    .locator('label')
    .filter({ hasText: /^Overstocked/ })
    .click();
  await expect(page.getByRole('link', { name: /OUT of/ })).toBeHidden();
  await page
    .locator('label')
    .filter({ hasText: /^Worst first/ })
    .click();
  await page.getByRole('button', { name: /Why, for OUT/ }).click();
  await expect(page.getByRole('table', { name: /From the forecast to the order/ })).toBeVisible();
  await expectAccessible(page);

  const quantity = page.getByLabel(/Units of OUT/);
  expect(Number(await quantity.inputValue()) % 12).toBe(0);
  await quantity.fill('34');
  await page.getByRole('button', { name: /make it 36/ }).click();
  await expect(quantity).toHaveValue('36');
  await expect(page.getByRole('region', { name: 'Chosen products' })).toContainText(
    '1 product · 36 units · US$72',
  );
  await page.getByRole('button', { name: /Put OUT/ }).click();
  await expect(quantity).not.toHaveValue('36');
});

test('today: each number leads to its list', async ({ page, shop }) => {
  const id = await shop.product('TODAY', { on_hand: 0, current_price: 90_000 });
  await shop.sales(id);
  await shop.forecast(id);
  const first = page.getByRole('table', { name: 'Products to order first' });
  // Lists may lag a write by seconds.
  await expect(async () => {
    await page.goto('/');
    await expect(first).toContainText(id, { timeout: 3000 });
  }).toPass();
  const tile = page.getByRole('link', { name: /Out of stock/ });
  const shown = Number(/\d+/.exec(await tile.innerText())?.[0]);
  await tile.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeFocused();
  await expect(page.getByRole('radio', { name: `Out of stock ${shown}` })).toBeChecked();
});

test('orders: replayed over the shop’s own past', async ({ page, shop }) => {
  const id = await shop.product('PAST', { on_hand: 40 });
  await shop.sales(id, 300);
  await shop.forecast(id);
  await page.goto(`/products/${id}?tab=order`);
  await page.getByRole('button', { name: 'Replay the past' }).click();
  const table = page.getByRole('table', { name: /Recommended orders against/ });
  await expect(table.getByRole('row', { name: /Days out of stock/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('img', { name: /Stock day by day/ })).toBeVisible();
  await expect(page.getByText(/^Assumed:/)).toBeVisible();
  await expectAccessible(page);
});

test('reports: the same figures as files', async ({ page }) => {
  await page.goto('/reports');
  await expect(page.getByText('Expected demand')).toBeVisible();
  await expectAccessible(page);
  for (const [item, ending] of [
    [/^CSV/, '.csv'],
    [/^Excel/, '.xlsx'],
    [/^PDF/, '.pdf'],
  ] as const) {
    await page.getByRole('button', { name: 'Download' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: item }).click(),
    ]);
    expect(download.suggestedFilename()).toContain(ending);
    expect((await readFile(await download.path())).length).toBeGreaterThan(300);
  }
});

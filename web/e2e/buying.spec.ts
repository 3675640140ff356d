import { readFile } from 'node:fs/promises';
import { day } from './shop.ts';
import { expect, expectAccessible, expectNoSideways, test } from './test.ts';

test('from a file of sales to goods on the shelf: import, forecast, draft, order, receive on a phone', async ({
  page,
  shop,
}) => {
  const supplier = await shop.supplier('HOUSE', { email: 'orders@house.example', lead_time_days: 4 });
  const id = await shop.product('LOOP', { on_hand: 0, order_multiple: 12, supplier_id: supplier });

  const rows = Array.from({ length: 120 }, (_, i) => `${day(120 - i)},${id},${8 + (i % 5)}`);
  await page.goto('/import');
  await page.getByLabel('Sales file').setInputFiles({
    name: 'till.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['date,sku,qty', ...rows, ''].join('\n')),
  });
  await page.getByRole('button', { name: 'Import 120 rows' }).click();
  await expect(page.getByText(/120 rows written/)).toBeVisible();

  await page.goto(`/products/${id}`);
  await page.getByRole('button', { name: 'Forecast', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forecast' }).click();
  await expect(page.getByText(/In the next 28 days you will most likely sell/)).toBeVisible();

  await page.goto(`/orders?supplier=${supplier}`);
  await expect(page.getByRole('row').nth(1)).toContainText('Out of stock');
  await page.getByRole('button', { name: 'Choose all to order' }).click();
  await page.getByRole('button', { name: 'Make drafts' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make drafts' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Make drafts' }).click();
  await expect(page.getByText('1 draft made')).toBeVisible();
  await page.getByRole('link', { name: new RegExp(`^HOUSE of`) }).click();

  await expect(page.getByRole('heading', { level: 1, name: /^Draft for HOUSE/ })).toBeVisible();
  await page.getByLabel(/^Units of LOOP/).fill('240');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('Draft saved')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Mark as ordered' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as ordered' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Order from HOUSE/ })).toBeVisible();

  await page.getByRole('button', { name: 'Document' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^CSV/ }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain(id);
  expect(text).toContain('240');
  await page.getByRole('button', { name: 'As a mail' }).click();
  await expect(page.getByRole('link', { name: 'Open in the mail program' })).toHaveAttribute(
    'href',
    /^mailto:orders%40house\.example\?subject=/,
  );
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('link', { name: 'Receive' }).click();
  // Big enough for a thumb that holds a box.
  for (const button of await page.locator('main form').getByRole('button').all()) {
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  const arrived = page.getByLabel(/^Arrived of LOOP/);
  await arrived.fill('1234567');
  expect(await arrived.evaluate((input) => input.scrollWidth - input.clientWidth)).toBe(0);
  await arrived.fill('36');
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Count in 36 units' }).click();
  await expect(page.getByText('Partly arrived')).toBeVisible();
  expect(await shop.onHand(id)).toBe(36);
  await page.getByRole('link', { name: 'Receive' }).click();
  await page.getByRole('button', { name: 'All of it arrived' }).click();
  await page.getByRole('button', { name: 'Count in 204 units' }).click();
  await expect(page.getByText('Arrived', { exact: true }).first()).toBeVisible();
  expect(await shop.onHand(id)).toBe(240);

  // Recommended anew: nothing is to be ordered any more. Lists may lag a write by seconds.
  await expect(async () => {
    await page.goto(`/orders?supplier=${supplier}`);
    await expect(page.getByLabel(/^Units of LOOP/)).toHaveValue('0', { timeout: 3000 });
  }).toPass();
  await page.goto(`/suppliers/${supplier}`);
  await expect(page.getByText('Nothing is open')).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page);
});

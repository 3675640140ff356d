import { readFile } from 'node:fs/promises';
import { day } from './shop.ts';
import { expect, expectAccessible, test } from './test.ts';

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('import: bad rows are shown, corrected and imported', async ({ page, shop, clean }) => {
  clean.ignore(/422/);
  const id = shop.id('IMP');
  const bad = [`${day(3)},${id},5`, `${day(2)},${id},-3`, `31.31.2026,${id},4`].join('\n');
  await page.goto('/import');
  await page.getByLabel('Sales file').setInputFiles(file('till.csv', `when,sku,tally\n${bad}\n`));
  await expect(page.getByText(/No column was recognised as Date and Quantity/)).toBeVisible();
  await expectAccessible(page);
  // The buttons lead to the controls that settle it; by keyboard from there.
  await page.getByRole('button', { name: 'Choose date' }).press('Enter');
  await expect(page.getByLabel('Date', { exact: true })).toBeFocused();
  await page.getByLabel('Date', { exact: true }).selectOption('when');
  await page.getByLabel('Quantity', { exact: true }).selectOption('tally');
  const rejected = page.getByRole('table', { name: 'Rows that cannot be used' });
  await expect(rejected.getByText('-3', { exact: true })).toBeVisible();
  await expect(rejected.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Import the 1 good row' })).toBeEnabled();
  await expectAccessible(page);
  expect(await shop.exists(id)).toBe(false);

  await page.getByRole('button', { name: 'Another file' }).click();
  const good = [`${day(3)},${id},5`, `${day(2)},${id},3`, `${day(1)},${id},4`].join('\n');
  await page.getByLabel('Sales file').setInputFiles(file('till.csv', `date,sku,qty\n${good}\n`));
  await expect(page.getByLabel('Quantity', { exact: true })).toHaveValue('qty');
  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await expect(page.getByText('3 rows written, 1 product created')).toBeVisible();
  expect(await shop.unitsOf(id)).toEqual([5, 3, 4]);

  await page.goto(`/products/${id}?tab=sales`);
  await expect(page.getByRole('table', { name: /Sales of/ }).getByRole('row')).toHaveCount(4);
});

test('import: rows that were rejected are corrected in their file, and added to their days once', async ({
  page,
  shop,
}) => {
  const id = shop.id('FIX');
  const rows = [`${day(2)},${id},5`, `${day(1)},${id},8`, `${day(1)},${id},four`];
  await page.goto('/import');
  await page.getByLabel('Sales file').setInputFiles(file('till.csv', `date,sku,qty\n${rows.join('\n')}\n`));
  await page.getByRole('button', { name: 'Import the 2 good rows' }).click();
  await expect(page.getByText(/2 rows written.*1 could not be used/)).toBeVisible();
  expect(await shop.unitsOf(id)).toEqual([5, 8]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download rejected rows' }).click(),
  ]);
  const rejected = await readFile(await download.path(), 'utf8');
  const corrected = file('corrected.csv', rejected.replace('four', '4'));

  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.getByLabel('Sales file').setInputFiles(corrected);
  await expect(page.getByText('1 row added to the days of the uploads that rejected them.')).toBeVisible();
  await expect(page.getByText(/would be replaced/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await expect(page.getByText(/1 row written/)).toBeVisible();
  expect(await shop.unitsOf(id)).toEqual([5, 12]);

  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.getByLabel('Sales file').setInputFiles(corrected);
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await expect(page.getByText('Nothing new was written')).toBeVisible();
  await expect(page.getByText(/had been added before: each counts once/)).toBeVisible();
  expect(await shop.unitsOf(id)).toEqual([5, 12]);
});

test('import: dates that could be read two ways are asked about', async ({ page, shop, clean }) => {
  clean.ignore(/422/);
  const id = shop.id('WAY');
  const text = `date,sku,qty\n03/04/2026,${id},5\n04/04/2026,${id},6\n`;
  await page.goto('/import');
  await page.getByLabel('Sales file').setInputFiles(file('till.csv', text));
  await expect(page.getByText('Day and month cannot be told apart. Nothing was written.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  await page.getByLabel('How dates are written').selectOption('MM/DD/YYYY');
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await expect(page.getByText('2 rows written, 1 product created')).toBeVisible();
  await page.getByText(/^How the file was read/).click();
  await expect(page.getByText('Month first: 11/20/2026')).toBeVisible();
  await page.goto(`/products/${id}?tab=sales`);
  await expect(page.getByRole('table', { name: /Sales of/ })).toContainText(/4 Mar/);
});

test('import: a shop system’s export loads as it comes, and says what it was taken for', async ({
  page,
  shop,
}) => {
  const id = shop.id('SHOP');
  const header =
    'Name,Financial Status,Paid at,Created at,Cancelled at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku';
  const order = (name: string, status: string, quantity: number) =>
    `${name},${status},${day(3)} 10:00:00 +0100,${day(3)} 10:00:00 +0100,,${quantity},Loose tea,4.50,${id}`;
  const text = [header, order('#1', 'paid', 2), order('#2', 'voided', 7), order('#3', 'paid', 3), ''].join(
    '\n',
  );
  await page.goto('/import');
  await page.getByLabel('Sales file').setInputFiles(file('orders_export.csv', text));
  await expect(page.getByText(/^Shopify orders · UTF-8/)).toBeVisible();
  await expect(page.getByLabel('Product', { exact: true })).toHaveValue('Lineitem sku');
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await expect(page.getByText('2 rows written, 1 product created')).toBeVisible();
  expect(await shop.unitsOf(id)).toEqual([5]);
});

test('import: a large file goes to storage, with progress, and can be left', async ({ page, shop }) => {
  const id = shop.id('BIG');
  const note = 'x'.repeat(8000);
  const rows = Array.from({ length: 600 }, (_, i) => `${day(600 - i)},${id},${1 + (i % 9)},${note}`);
  const big = ['date,product_id,quantity_sold,note', ...rows, ''].join('\n');
  expect(big.length).toBeGreaterThan(4_500_000);
  await page.goto('/import');
  await page.getByLabel('Sales file').setInputFiles(file('till-2025.csv', big));
  await expect(page.getByText(/Only its first megabyte was checked/)).toBeVisible();
  await page.getByRole('button', { name: 'Send and import' }).click();
  await page.waitForURL(/\/import\/.+/);
  // Elsewhere meanwhile: the work stays in sight until it is done.
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText(/600 rows imported/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'See the report' }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
  await expect(page.getByText(/^How the file was read: A table/)).toBeVisible();
  expect(await shop.unitsOf(id)).toHaveLength(500);
});

test('import: the catalogue comes out and goes back in', async ({ page, shop, clean }) => {
  clean.ignore(/404/); // the product has no forecast yet
  const id = await shop.product('CAT', { on_hand: 5 });
  await page.goto(`/products?q=${shop.prefix}`);
  await expect(page.getByRole('link', { name: /CAT of/ })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  const stream = await download.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  expect(text).toContain(id);
  await page.goto('/import?kind=products');
  await page.getByLabel('Product file').setInputFiles(file('products.csv', text.replace(',5,', ',77,')));
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await expect(page.getByText('1 row written')).toBeVisible();
  await page.goto(`/products/${id}`);
  await expect(page.getByText('77', { exact: true })).toBeVisible();
});

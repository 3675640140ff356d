import { day } from './shop.ts';
import { expect, expectAccessible, test } from './test.ts';

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('import: bad rows are shown, corrected and imported', async ({ page, shop, clean }) => {
  clean.ignore(/422/);
  const id = shop.id('IMP');
  const bad = [`${day(3)},${id},5`, `${day(2)},${id},-3`, `31.31.2026,${id},4`].join('\n');
  await page.goto('/import');
  await page.getByLabel('Sales file').setInputFiles(file('till.csv', `day,sku,sold\n${bad}\n`));
  await expect(page.getByText(/No column for date, quantity yet/)).toBeVisible();
  await page.getByLabel('What day is').selectOption('Date');
  await page.getByLabel('What sold is').selectOption('Quantity');
  await page.getByRole('button', { name: 'Check the file' }).click();
  const rejected = page.getByRole('table', { name: 'Rows that cannot be used' });
  await expect(rejected.getByText('-3', { exact: true })).toBeVisible();
  await expect(rejected.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Import the 1 good row' })).toBeEnabled();
  await expectAccessible(page);
  expect(await shop.exists(id)).toBe(false);

  await page.getByRole('button', { name: 'Another file' }).click();
  const good = [`${day(3)},${id},5`, `${day(2)},${id},3`, `${day(1)},${id},4`].join('\n');
  await page.getByLabel('Sales file').setInputFiles(file('till.csv', `date,sku,qty\n${good}\n`));
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await expect(page.getByText('3 rows written, 1 product created')).toBeVisible();
  expect(await shop.unitsOf(id)).toEqual([5, 3, 4]);

  await page.goto(`/products/${id}?tab=sales`);
  await expect(page.getByRole('table', { name: /Sales of/ }).getByRole('row')).toHaveCount(4);
});

test('import: a large file goes to storage, with progress, and can be left', async ({ page, shop }) => {
  const id = shop.id('BIG');
  const note = 'x'.repeat(8000);
  const rows = Array.from({ length: 600 }, (_, i) => `${day(600 - i)},${id},${1 + (i % 9)},${note}`);
  const big = ['date,product_id,quantity_sold,note', ...rows, ''].join('\n');
  expect(big.length).toBeGreaterThan(4_500_000);
  await page.goto('/import');
  await page.getByLabel('Sales file').setInputFiles(file('till-2025.csv', big));
  await page.getByRole('button', { name: 'Send and import' }).click();
  await page.waitForURL(/\/import\/.+/);
  // Elsewhere meanwhile: the work stays in sight until it is done.
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText(/600 rows imported/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'See the report' }).click();
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
  expect(await shop.unitsOf(id)).toHaveLength(500);
});

test('import: the catalogue comes out and goes back in', async ({ page, shop }) => {
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
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await expect(page.getByText('1 row written')).toBeVisible();
  await page.goto(`/products/${id}`);
  await expect(page.getByText('77', { exact: true })).toBeVisible();
});

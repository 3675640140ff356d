import { expect, expectAccessible, test } from './test.ts';

test('the API goes away and comes back', async ({ page, shop, clean }) => {
  clean.ignore(/Failed to load resource|ERR_/);
  const id = await shop.product('AWAY');
  await page.goto(`/products?q=${shop.prefix}`);
  const link = page.getByRole('link', { name: /AWAY of/ });
  await expect(link).toBeVisible();
  await page.route('**/api/**', (route) => route.abort());
  await link.click();
  await expect(page.getByText('The API cannot be reached').first()).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/api/**');
  // It asks again by itself; nobody has to press anything.
  await expect(page.getByRole('heading', { level: 1, name: /AWAY of/ })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('The API cannot be reached')).toBeHidden();
  expect(await shop.exists(id)).toBe(true);
});

test('an error is said in the API’s own words, with its id and a retry', async ({ page, clean }) => {
  clean.ignore(/503/);
  const problem = {
    type: 'about:blank',
    title: 'The table is not answering',
    status: 503,
    detail: 'Try again shortly.',
    correlation_id: 'id-from-the-api',
  };
  await page.route('**/products?*', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }),
  );
  await page.goto('/products');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The table is not answering');
  await expect(alert).toContainText('id-from-the-api');
  await page.unroute('**/products?*');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('table', { name: 'Products' })).toBeVisible();
});

test('a wrong key is explained, and Settings puts it right', async ({ page, clean }) => {
  clean.ignore(/403/);
  await page.goto('/settings');
  const key = await page.getByLabel('API key').inputValue();
  await page.getByLabel('API key').fill('not-a-key');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(page.getByRole('region', { name: 'Connection' }).getByRole('alert')).toBeVisible();
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(page.getByText('Connected')).toBeVisible();
  await page.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByText(/Offered by the server/)).toBeVisible();
});

test('without an offered key the page asks for one', async ({ page }) => {
  await page.route('**/config.json', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto('/');
  await expect(page.getByText('Connect this browser to your Stockcast API')).toBeVisible();
  await page.getByRole('link', { name: 'Enter address and key' }).click();
  await expect(page.getByLabel('API address')).toBeVisible();
  await expectAccessible(page);
});

import { expect, expectAccessible, expectNoSideways, test } from './test.ts';

const PAGES = [
  '/',
  '/products',
  '/orders',
  '/purchase-orders',
  '/suppliers',
  '/calendar',
  '/import',
  '/reports',
  '/settings',
  '/no-such-page',
];

const LOOKS = [
  [360, 'light'],
  [360, 'dark'],
  [768, 'light'],
  [1440, 'light'],
  [1440, 'dark'],
] as const;

for (const [width, colorScheme] of LOOKS) {
  test(`every page at ${width} px in ${colorScheme} is accessible and fits`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
      await page.waitForLoadState('networkidle');
      await expectNoSideways(page);
      await expectAccessible(page);
    }
  });
}

test('a product page on a phone: every tab fits and is accessible', async ({ page, shop }) => {
  const id = await shop.product('PHONE', { on_hand: 10 });
  await shop.sales(id, 150);
  await shop.forecast(id);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const tab of ['forecast', 'accuracy', 'order', 'sales']) {
    await page.goto(`/products/${id}?tab=${tab}`);
    await expect(page.getByRole('tab', { selected: true })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectNoSideways(page);
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoSideways(page);
});

test('by keyboard alone: skip, walk, open, close', async ({ page, shop }) => {
  await shop.product('KEYS');
  await page.goto('/products');
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeFocused();
  const skip = page.getByRole('link', { name: 'Skip to the page' });
  // Backwards from the heading, through the navigation, to the first thing on the page.
  await expect(async () => {
    await page.keyboard.press('Shift+Tab');
    await expect(skip).toBeFocused({ timeout: 50 });
  }).toPass();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add product' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Add product' })).toBeFocused();
});

test('Chart.js comes with the first chart, not before', async ({ page }) => {
  const scripts: { url: string; bytes: number }[] = [];
  page.on('response', (response) => {
    if (!response.url().endsWith('.js')) return;
    void response.body().then((body) => scripts.push({ url: response.url(), bytes: body.length }));
  });
  await page.goto('/');
  await page.waitForLoadState('networkidle');
  expect(scripts.length).toBeGreaterThan(2);
  expect(scripts.filter(({ url }) => /setup-|FanChart/.test(url))).toEqual([]);
  await page.goto('/reports');
  await expect(page.getByRole('img', { name: /Expected units by category/ })).toBeVisible();
  await expect.poll(() => scripts.some(({ url }) => url.includes('setup-'))).toBe(true);
});

import type { Page } from '@playwright/test';
import { day, type Shop } from './shop.ts';
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

/** Pages of one thing each, which a shop has to have. */
async function things(shop: Shop): Promise<string[]> {
  const supplier = await shop.supplier('LOOKS', { email: 'orders@looks.example', lead_time_days: 4 });
  const id = await shop.product('LOOKS', { on_hand: 10, supplier_id: supplier, unit_cost: 2 });
  await shop.sales(id, 150);
  await shop.forecast(id);
  const draft = await shop.draft(supplier, [[id, 24]]);
  const order = await shop.ordered(supplier, [[id, 36]]);
  return [
    ...['forecast', 'accuracy', 'order', 'sales'].map((tab) => `/products/${id}?tab=${tab}`),
    `/suppliers/${supplier}`,
    `/purchase-orders/${draft}`,
    `/purchase-orders/${order}`,
    `/purchase-orders/${order}/receive`,
    '/purchase-orders?show=draft',
    '/calendar?view=list',
  ];
}

/** Forms that open over their page. */
const DIALOGS = ['/products?new=1', '/suppliers?new=1', `/calendar?new=${day(0)}`];

/** Each page once, as a phone, a tablet and a desk show it, in both schemes: axe where the layout differs, and colours of each. */
async function expectWell(page: Page, paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(path);
    await expect(page.locator('main h1')).toBeVisible();
    if (DIALOGS.includes(path)) await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    await page.waitForLoadState('networkidle');
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoSideways(page);
      if (width === 768) continue;
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
      await expectAccessible(page, ['color-contrast']);
      await page.emulateMedia({ colorScheme: 'light' });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
    }
  }
}

const WELL = 'accessible and fits, on a phone and a desk, light and dark';

test(`every page is ${WELL}`, async ({ page }) => {
  test.slow();
  await expectWell(page, PAGES);
});

test(`every page of one thing is ${WELL}`, async ({ page, shop }) => expectWell(page, await things(shop)));

test(`every form that opens is ${WELL}`, ({ page }) => expectWell(page, DIALOGS));

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

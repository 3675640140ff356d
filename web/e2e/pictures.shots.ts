import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Every page in every look, to be looked at. */
const PICTURES = resolve(ROOT, 'web/test-results/pictures');
/** The pictures that the docs show, kept beside them. */
const SHOWN = ['README.md', 'docs/web.md'].flatMap((file) =>
  [...readFileSync(resolve(ROOT, file), 'utf8').matchAll(/images\/([\w-]+\.png)/g)].map(([, name]) => name),
);
/** A product of the demo shop that sells every day; another can be named. */
const PRODUCT = process.env.STOCKCAST_SHOT_PRODUCT ?? 'COF-001';
/** Some of the pages by name, such as `import,orders`; all of them without. */
const NAMES = process.env.STOCKCAST_SHOTS?.split(',');

interface Shot {
  name: string;
  path: string;
  height: Partial<Record<number, number>>;
  /** Goes on from the address; false where the shop has nothing to show. */
  prepare?: (page: Page) => Promise<unknown>;
}

/** The first thing of a list. */
async function openFirst(page: Page): Promise<boolean> {
  const link = page.locator('main tbody a').first();
  if ((await link.count()) === 0) return false;
  const list = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== list);
  await page.waitForLoadState('networkidle');
  return true;
}

const SHOTS: Shot[] = [
  { name: 'today', path: '/', height: { 360: 1100, 1440: 1060 } },
  { name: 'products', path: '/products', height: { 360: 900, 1440: 900 } },
  {
    name: 'product',
    path: `/products/${PRODUCT}`,
    height: { 360: 1300, 1440: 1250 },
    prepare: async (page) => {
      await page.getByRole('switch', { name: 'Show stock against the reorder point' }).press('Space');
      await expect(page.getByRole('img', { name: /Stock of/ })).toBeVisible();
    },
  },
  {
    name: 'accuracy',
    path: `/products/${PRODUCT}?tab=accuracy`,
    height: { 360: 1300, 1440: 1000 },
  },
  { name: 'order', path: `/products/${PRODUCT}?tab=order`, height: { 360: 1300, 1440: 800 } },
  {
    name: 'orders',
    path: '/orders',
    height: { 360: 1100, 1440: 900 },
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /^Why, for/ })
        .first()
        .click();
      await page
        .getByRole('checkbox', { name: /^Choose (?!all)/ })
        .first()
        .check();
    },
  },
  {
    name: 'import',
    path: '/import',
    height: { 360: 1300, 1440: 1060 },
    prepare: async (page) => {
      const rows = [
        `2026-11-20,${PRODUCT},5,3.40,paid`,
        `2026-11-20,${PRODUCT},-2,3.40,paid`,
        `2026-11-20,${PRODUCT},4,3.40,cancelled`,
        `2026-11-21,${PRODUCT},some,3.40,paid`,
        `2026-11-21,${PRODUCT},7,3.40,paid`,
      ];
      const text = ['Order_Date,SKU,Qty,Price,Status', ...rows, ''].join('\n');
      await page
        .getByLabel('Sales file')
        .setInputFiles({ name: 'till-november.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      await expect(page.getByRole('table', { name: 'Rows that cannot be used' })).toBeVisible();
    },
  },
  { name: 'sales', path: `/products/${PRODUCT}?tab=sales`, height: { 360: 1300, 1440: 1000 } },
  { name: 'deliveries', path: '/purchase-orders', height: { 360: 1000, 1440: 760 } },
  {
    name: 'drafts',
    path: '/purchase-orders?show=draft',
    height: { 360: 900, 1440: 700 },
    prepare: openFirst,
  },
  { name: 'delivery', path: '/purchase-orders', height: { 360: 1300, 1440: 900 }, prepare: openFirst },
  {
    name: 'receive',
    path: '/purchase-orders',
    height: { 360: 900, 1440: 800 },
    prepare: async (page) => {
      if (!(await openFirst(page))) return false;
      await page.getByRole('link', { name: 'Receive', exact: true }).click();
      await page
        .getByRole('button', { name: /^All [1-9]/ })
        .first()
        .click();
      return true;
    },
  },
  { name: 'suppliers', path: '/suppliers', height: { 360: 900, 1440: 640 } },
  { name: 'supplier', path: '/suppliers', height: { 360: 1300, 1440: 900 }, prepare: openFirst },
  { name: 'calendar', path: '/calendar?view=month', height: { 360: 1000, 1440: 1000 } },
  { name: 'calendar-list', path: '/calendar?view=list', height: { 360: 1100, 1440: 800 } },
  { name: 'reports', path: '/reports', height: { 360: 1200, 1440: 1060 } },
  { name: 'settings', path: '/settings', height: { 360: 800, 1440: 640 } },
];

mkdirSync(PICTURES, { recursive: true });

for (const width of [360, 1440]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`pictures at ${width} px, ${colorScheme}`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ colorScheme });
      for (const { name, path, height, prepare } of SHOTS.filter(
        (shot) => NAMES?.includes(shot.name) ?? true,
      )) {
        await page.setViewportSize({ width, height: height[width] ?? 900 });
        await page.goto(path);
        await page.waitForLoadState('networkidle');
        if ((await prepare?.(page)) === false) continue;
        await page.mouse.move(0, 0);
        await page.evaluate(() => window.scrollTo(0, 0));
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
        await page.waitForTimeout(300);
        const file = `${name}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: resolve(PICTURES, file), animations: 'disabled' });
        if (SHOWN.includes(file)) copyFileSync(resolve(PICTURES, file), resolve(ROOT, 'docs/images', file));
      }
    });
  }
}

import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';

const IMAGES = resolve(dirname(fileURLToPath(import.meta.url)), '../../docs/images');
/** A product of the demo shop that sells every day; another can be named. */
const PRODUCT = process.env.STOCKCAST_SHOT_PRODUCT ?? 'COF-001';
/** Some of the pictures by name, such as `import,orders`; all of them without. */
const NAMES = process.env.STOCKCAST_SHOTS?.split(',');

interface Shot {
  name: string;
  path: string;
  height: Partial<Record<number, number>>;
  prepare?: (page: Page) => Promise<void>;
}

const SHOTS: Shot[] = [
  { name: 'today', path: '/', height: { 360: 1100, 768: 1100, 1440: 1060 } },
  { name: 'products', path: '/products', height: { 360: 900, 768: 900, 1440: 900 } },
  {
    name: 'product',
    path: `/products/${PRODUCT}`,
    height: { 360: 1300, 768: 1250, 1440: 1250 },
    prepare: async (page) => {
      await page.getByRole('switch', { name: 'Show stock against the reorder point' }).press('Space');
      await expect(page.getByRole('img', { name: /Stock of/ })).toBeVisible();
    },
  },
  {
    name: 'accuracy',
    path: `/products/${PRODUCT}?tab=accuracy`,
    height: { 360: 1300, 768: 1100, 1440: 1000 },
  },
  { name: 'order', path: `/products/${PRODUCT}?tab=order`, height: { 360: 1300, 768: 1000, 1440: 800 } },
  {
    name: 'orders',
    path: '/orders',
    height: { 360: 1100, 768: 900, 1440: 900 },
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
    height: { 360: 1300, 768: 1100, 1440: 1060 },
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
  { name: 'reports', path: '/reports', height: { 360: 1200, 768: 1100, 1440: 1060 } },
  { name: 'settings', path: '/settings', height: { 360: 800, 768: 700, 1440: 640 } },
];

mkdirSync(IMAGES, { recursive: true });

for (const width of [360, 768, 1440]) {
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
        await prepare?.(page);
        await page.mouse.move(0, 0);
        await page.evaluate(() => window.scrollTo(0, 0));
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
        await page.waitForTimeout(300);
        await page.screenshot({
          path: `${IMAGES}/${name}-${width}-${colorScheme}.png`,
          animations: 'disabled',
        });
      }
    });
  }
}

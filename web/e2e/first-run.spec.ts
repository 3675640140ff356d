import { day } from './shop.ts';
import { expect, expectAccessible, test } from './test.ts';

test('first run: an empty shop leads from import to forecast', async ({ page, shop }) => {
  // The stack may hold a demo shop. Until the import, the page is told what an empty one answers.
  const empty: [string, object][] = [
    [
      '**/sales-data/summary*',
      {
        products: 0,
        products_with_sales: 0,
        product_days: 0,
        first_date: null,
        last_date: null,
        total_units: 0,
        total_revenue: 0,
        by_category: [],
        by_month: [],
        top_products: [],
        data_quality: { gaps: 0, suspected_stockouts: 0, stockout_products: [], stale_products: [] },
      },
    ],
    [
      '**/reports/inventory-recommendations*',
      {
        items: [],
        next_cursor: null,
        currency: 'USD',
        totals: {
          products: 0,
          snoozed: 0,
          by_urgency: {},
          order_value: 0,
          value_at_risk: 0,
          excess_value: 0,
        },
      },
    ],
    [
      '**/reports/today*',
      {
        today: day(0),
        currency: 'USD',
        totals: {
          products: 0,
          snoozed: 0,
          by_urgency: {},
          order_value: 0,
          value_at_risk: 0,
          excess_value: 0,
        },
        groups: [],
        accuracy: {
          products: 0,
          wape: null,
          bias: null,
          naive_wape: null,
          skill_vs_naive: null,
          coverage: null,
        },
        attention: [],
        attention_total: 0,
      },
    ],
    ['**/products?*', { items: [], next_cursor: null }],
  ];
  for (const [pattern, json] of empty) await page.route(pattern, (route) => route.fulfill({ json }));

  await page.goto('/');
  await expect(page.getByText('Your shop is empty')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/products');
  await expect(page.getByText('No products yet')).toBeVisible();
  await page.goto('/orders');
  await expect(page.getByText('No order list yet')).toBeVisible();
  await page.goto('/');
  await page.getByRole('link', { name: 'Import sales' }).click();

  const id = shop.id('FIRST');
  const rows = Array.from({ length: 70 }, (_, i) => `${day(70 - i)},${id},${5 + (i % 4)}`);
  await page.getByLabel('Sales file').setInputFiles({
    name: 'till.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['date,sku,qty', ...rows, ''].join('\n')),
  });
  await page.getByRole('button', { name: 'Import 70 rows' }).click();
  await expect(page.getByText('70 rows written, 1 product created')).toBeVisible();

  await page.unrouteAll();
  await page.goto(`/products/${id}`);
  await page.getByRole('button', { name: 'Forecast', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forecast' }).click();
  await expect(page.getByText(/In the next 28 days you will most likely sell/)).toBeVisible();
});

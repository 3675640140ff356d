import { expect, expectAccessible, test } from './test.ts';

test('forecast: make one, read the chart, the reasons and the record', async ({ page, shop }) => {
  const id = await shop.product('FC', { on_hand: 60 });
  await shop.sales(id, 200);
  await page.goto(`/products/${id}`);
  await page.getByRole('button', { name: 'Forecast', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Days ahead').fill('21');
  await dialog.getByRole('button', { name: 'Add an event' }).click();
  await dialog.getByRole('textbox', { name: 'Event' }).fill('Street festival');
  await dialog.getByLabel('Change, %').fill('40');
  await dialog.getByLabel('Notes').fill('The festival passes in front of the shop.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Forecast' }).click();
  await expect(page.getByText(/In the next 21 days you will most likely sell about/)).toBeVisible();
  await expect(page.getByRole('img', { name: /then the forecast for 21 days: .* 80% sure/ })).toBeVisible();
  await page.getByText('The numbers as a table').click();
  await expect(page.getByRole('table', { name: 'Forecast by day' }).getByRole('row')).toHaveCount(22);
  await expect(page.getByRole('heading', { name: 'Why' })).toBeVisible();
  await expect(page.getByText(/Street festival/).first()).toBeVisible();
  await page.getByRole('switch', { name: 'Show stock against the reorder point' }).check();
  await expect(
    page.getByRole('img', { name: /Stock of .* if nothing is ordered: runs out on/ }),
  ).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Accuracy' }).click();
  await expect(page.getByRole('heading', { name: 'Tested on the past' })).toBeVisible();
  await expect(page.getByText(/The 80% band held \d+% of/).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Order' }).click();
  const sum = page.getByRole('table', { name: 'From the forecast to the order, in units' });
  await expect(sum.getByRole('rowheader', { name: /Safety stock/ })).toBeVisible();
  const numbers = await sum.locator('tr:not([data-total]) td:last-child').allInnerTexts();
  const total = await sum.locator('tr[data-total] td:last-child').last().innerText();
  const value = (text: string) => Number(text.replaceAll(',', '').replace('−', '-'));
  const added = numbers.reduce((all, text) => all + value(text), 0);
  // Each line is shown rounded; the lines add up exactly behind the rounding.
  expect(Math.abs(added - value(total))).toBeLessThanOrEqual(numbers.length * 0.5);
  await expectAccessible(page);
});

test('forecast: correct some days by hand, and take it back', async ({ page, shop }) => {
  const id = await shop.product('OV', { on_hand: 60 });
  await shop.sales(id, 120);
  await shop.forecast(id);
  await page.goto(`/products/${id}`);
  await page.getByRole('button', { name: 'Correct some days' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Change, %').fill('50');
  await dialog.getByLabel('Reason').fill('In the newsletter');
  await dialog.getByLabel('Your name').fill('Kim');
  await dialog.getByRole('button', { name: 'Correct' }).click();
  const list = page.getByRole('table', { name: 'Corrections' });
  await expect(list.getByText('+50%')).toBeVisible();
  await expect(page.getByText(/In the newsletter/).first()).toBeVisible();
  await list.getByRole('button', { name: /Delete the correction/ }).click();
  await expect(page.getByText('None. The forecast stands as computed.')).toBeVisible();
});

test('forecast: what cannot be forecast is said in the API’s words', async ({ page, shop, clean }) => {
  clean.ignore(/404|422/);
  const id = await shop.product('NONE', { category: shop.prefix });
  await page.goto(`/products/${id}`);
  await expect(page.getByText('No sales to forecast from yet')).toBeVisible();
  await page.getByRole('button', { name: 'Forecast', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forecast' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(/no sales of its own/);
});

test('forecast: many at once, as a job that can be left', async ({ page, shop }) => {
  const id = await shop.product('JOB', { category: shop.prefix });
  await shop.sales(id, 90);
  await page.goto(`/reports?category=${shop.prefix}`);
  await page.getByRole('button', { name: `Forecast ${shop.prefix}` }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText(/1 forecast made/)).toBeVisible({ timeout: 60_000 });
});

test('forecast: an event that was entered once is in every later forecast, those of “Forecast all” too', async ({
  page,
  shop,
}) => {
  const id = await shop.product('EVENT', { category: shop.prefix });
  await shop.sales(id, 120);
  await page.goto(`/products/${id}`);
  await page.getByRole('button', { name: 'Forecast', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add an event' }).click();
  await dialog.getByRole('textbox', { name: 'Event' }).fill(`Fair of ${shop.prefix}`);
  await dialog.getByLabel('Change, %').fill('40');
  await dialog.getByRole('button', { name: 'Forecast' }).click();
  const entry = page.getByRole('table', { name: 'On the calendar' }).getByRole('row', { name: /^.*Fair of/ });
  await expect(entry).toContainText('in it');
  const before = await shop.runOf(id);

  await page.goto('/orders');
  await page.getByRole('button', { name: 'Forecast all' }).click();
  await expect(page.getByText(/Forecast of the whole shop: \d+ forecasts? made/)).toBeVisible({
    timeout: 90_000,
  });
  expect(await shop.runOf(id)).not.toBe(before);
  await page.goto(`/products/${id}`);
  await expect(entry).toContainText('in it');
  await expect(page.getByText(`Fair of ${shop.prefix}`).first()).toBeVisible();
});

import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { Shop } from './shop.ts';

interface Fixtures {
  /** The API beside the page, with products of this journey's own that go when it ends. */
  shop: Shop;
  /** Fails the journey when the page logged an error or broke its content security policy. */
  clean: { ignore: (pattern: RegExp) => void };
}

export const test = base.extend<Fixtures>({
  shop: async ({ request, baseURL }, lend, info) => {
    const config = (await (await request.get('/config.json')).json()) as { api_url: string; api_key: string };
    const shop = new Shop(request, new URL(config.api_url, baseURL).href, config.api_key, info.workerIndex);
    await lend(shop);
    await shop.clear();
  },
  clean: [
    async ({ page }, lend) => {
      const ignored: RegExp[] = [];
      const heard: string[] = [];
      page.on('pageerror', (error) => heard.push(error.message));
      page.on('console', (message) => {
        // A product without a forecast is an ordinary answer, which Chromium logs like a failure all the same.
        const unforecast = /\/forecasts\/[^/]+(\/accuracy)?$/.test(message.location().url);
        if (message.type() === 'error' && !unforecast) heard.push(message.text());
      });
      await lend({ ignore: (pattern) => ignored.push(pattern) });
      expect(heard.filter((text) => !ignored.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

/** WCAG 2.2 up to AA, what axe has off by itself (the size of targets) included, and best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No finding of axe, of any weight, on the page as it stands; of some of its rules where they are named. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(RULES)).analyze();
  const findings = violations.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
  expect.soft(findings, `axe on ${page.url()}`).toEqual([]);
}

/** Nothing sticks out at the side. */
export async function expectNoSideways(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  // Below zero: the room kept for a scroll bar.
  expect(over).toBeLessThanOrEqual(0);
}

export { expect };

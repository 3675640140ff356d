import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { webUrl } from './e2e/stack.ts';

const CHROMIUM = process.env.STOCKCAST_CHROMIUM ?? '/usr/bin/chromium';

/** Journeys through the built app on a running stack (`make up`, or STOCKCAST_WEB_URL). */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  timeout: 180_000,
  expect: { timeout: 15_000 },
  // Each journey has its own products, so they could run side by side; one worker is what a laptop's stack likes.
  workers: Number(process.env.STOCKCAST_E2E_WORKERS ?? 1),
  // On a busy machine a step may come too late once; twice is a fault.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: webUrl(),
    locale: 'en-GB',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});

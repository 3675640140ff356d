import { defineConfig } from '@playwright/test';
import journeys from './playwright.config.ts';

/** The pictures in README and docs, made from a running stack: `npm run screenshots`. */
export default defineConfig({
  ...journeys,
  testMatch: '*.shots.ts',
  timeout: 300_000,
  outputDir: 'test-results/screenshots',
});

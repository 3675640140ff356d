import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mockApi } from './vite.mock.ts';
import { themeCss } from './vite.theme.ts';

const api = process.env.STOCKCAST_API_PROXY ?? '';
const mock = process.env.STOCKCAST_MOCK ?? '';

export default defineConfig({
  plugins: [react(), themeCss(), ...(mock ? [mockApi(mock)] : [])],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    // Small assets stay files: `data:` would need a hole in the content security policy.
    assetsInlineLimit: 0,
    // What nearly every page needs is one file instead of dozens: each is a way to the server and back.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'icons', test: /@tabler/, minShareCount: 2 },
            { name: 'common', test: /node_modules|src[\\/](ui|lib|api)/, minShareCount: 18 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // `STOCKCAST_API_PROXY=http://127.0.0.1:8080 npm run dev` works on the page with a running stack behind it;
    // enter `/api` and the stack's key in Settings.
    ...(api ? { proxy: { '/api': { target: api, changeOrigin: true } } } : {}),
  },
  test: {
    globals: true,
    environment: 'jsdom',
    setupFiles: ['vitest.setup.ts', 'src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    testTimeout: 60_000,
  },
});

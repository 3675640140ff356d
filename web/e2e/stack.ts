import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the app runs: STOCKCAST_WEB_URL, or what `make up` wrote. */
export function webUrl(): string {
  const given = process.env.STOCKCAST_WEB_URL;
  if (given) return given;
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
  const file = join(process.env.STOCKCAST_LOCAL_DIR ?? join(root, '.local'), 'stack.json');
  if (!existsSync(file)) throw new Error(`No stack runs: start one with "make up" (looked for ${file}).`);
  const stack = JSON.parse(readFileSync(file, 'utf8')) as { web_url: string };
  return stack.web_url;
}

// How much JavaScript a first visit loads before its first chart: the entry, the page, and what both import.
// Reads the manifest of the last build and fails over the limit. Chart.js must not be among it.
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 200;
const dist = resolve(dirname(fileURLToPath(import.meta.url)), '../dist');
const manifest = JSON.parse(await readFile(resolve(dist, '.vite/manifest.json'), 'utf8'));

function reach(key, seen = new Set()) {
  if (!seen.has(key)) {
    seen.add(key);
    for (const next of manifest[key].imports ?? []) reach(next, seen);
  }
  return seen;
}

const size = async (key) => gzipSync(await readFile(resolve(dist, manifest[key].file))).length;

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = Object.keys(manifest).filter((key) => /^src\/pages\/[\w-]+\/\w+Page\.tsx$/.test(key));
const charts = Object.keys(manifest).filter((key) => /setup/.test(manifest[key].name ?? ''));
let failed = charts.length === 0;
if (failed) console.error('No chunk holds Chart.js: has it moved into another one?');

for (const page of pages) {
  const keys = [...new Set([...reach(entry), ...reach(page)])];
  const kb = (await Promise.all(keys.map(size))).reduce((sum, n) => sum + n, 0) / 1000;
  const early = keys.some((key) => charts.includes(key));
  const verdict = early ? 'LOADS CHART.JS EARLY' : kb > LIMIT_KB ? `OVER ${LIMIT_KB} KB` : 'ok';
  failed ||= verdict !== 'ok';
  console.log(`${kb.toFixed(1).padStart(7)} KB gzipped  ${page.replace(/^src\/pages\//, '')}  ${verdict}`);
}
process.exit(failed ? 1 : 0);

// Generates src/api/schema.d.ts from the API's own description (docs/openapi.json).
// `--check` writes nothing and fails when the committed file is not what would be generated.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const here = dirname(fileURLToPath(import.meta.url));
const source = resolve(here, process.env.STOCKCAST_OPENAPI ?? '../../docs/openapi.json');
const target = resolve(here, '../src/api/schema.d.ts');
const banner = [
  '// Generated from docs/openapi.json by `npm run api`. Do not edit.',
  '// `npm run api:check` fails when this file and the API no longer agree.',
  '',
].join('\n');

const description = JSON.parse(await readFile(source, 'utf8'));
const wanted =
  banner + astToString(await openapiTS(description, { alphabetize: true, defaultNonNullable: false }));

if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8').catch(() => '');
  if (committed !== wanted) {
    console.error('web/src/api/schema.d.ts is stale: run `npm run api` in web/ and commit it.');
    process.exit(1);
  }
  console.log('web/src/api/schema.d.ts is current.');
} else {
  await writeFile(target, wanted);
  console.log(`wrote ${target}`);
}

import { http, HttpResponse, type RequestHandler } from 'msw';
import type { ImportMapping } from '@/api/types';
import { now, ok, problem, tag } from './answers';
import type { World } from './world';

/** One id for all files of a header: its names in any order and case. */
const idOf = (kind: string, header: string[]): string =>
  `${kind}-${header
    .map((name) => name.toLowerCase())
    .sort()
    .join('+')}`;

/** The query of an upload, with what is kept for the file’s header where the call itself says nothing. */
export function mapped(world: World, kind: string, text: string, query: URLSearchParams) {
  const own = ['columns', 'date_format', 'decimal_mark', 'encoding', 'currency', 'sku_map', 'time_zone'];
  const header = (text.split(/\r?\n/)[0] ?? '').split(text.includes(';') ? ';' : ',');
  const kept = world.mappings.get(idOf(kind, header));
  if (!kept || own.some((name) => query.has(name))) return { query, mapping: null };
  const full = new URLSearchParams(query);
  if (Object.keys(kept.columns).length > 0) full.set('columns', JSON.stringify(kept.columns));
  for (const name of ['date_format', 'decimal_mark', 'encoding', 'currency'] as const) {
    if (kept[name] !== null) full.set(name, kept[name]);
  }
  return { query: full, mapping: kept };
}

/** How files are read, kept by their headers. */
export function mappingHandlers(world: World, base: string): RequestHandler[] {
  const missing = () =>
    problem(404, 'import-mapping-not-found', 'No such import mapping', 'None has this id.');
  return [
    http.put(`${base}/import-mappings`, async ({ request }) => {
      const asked = (await request.json()) as Partial<ImportMapping> & { header: string[] };
      const id = idOf(asked.kind ?? 'sales', asked.header);
      const kept: ImportMapping = {
        kind: 'sales',
        columns: {},
        sku_map: {},
        date_format: null,
        decimal_mark: null,
        encoding: null,
        currency: null,
        time_zone: null,
        ...asked,
        mapping_id: id,
        created_at: now(),
        updated_at: now(),
        version: (world.mappings.get(id)?.version ?? 0) + 1,
      };
      world.mappings.set(id, kept);
      return ok(kept, 200, tag(kept));
    }),
    http.get(`${base}/import-mappings/:id`, ({ params }) => {
      const kept = world.mappings.get(String(params.id));
      return kept ? ok(kept, 200, tag(kept)) : missing();
    }),
    http.delete(`${base}/import-mappings/:id`, ({ params }) =>
      world.mappings.delete(String(params.id)) ? new HttpResponse(null, { status: 204 }) : missing(),
    ),
  ];
}

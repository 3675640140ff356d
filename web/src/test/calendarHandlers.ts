import { http, HttpResponse, type RequestHandler } from 'msw';
import type { Entry, EntryEffect } from '@/api/types';
import { today } from '@/lib/dates';
import { ok, problem, stale, tag } from './answers';
import { entryOf } from './calendar';
import { REPORT } from './files';
import type { World } from './world';

const PAGE = 4;
const missing = () => problem(404, 'entry-not-found', 'Entry not found', 'The calendar has no such entry.');

/** The calendar of the made-up API. Its lists come in small pages, as a long one would. */
export function calendarHandlers(world: World, base: string): RequestHandler[] {
  const at = (path: string) => `${base}${path}`;
  const find = (id: unknown) => world.calendar.get(String(id));
  const keep = (entry: Entry) => {
    world.calendar.set(entry.event_id, entry);
    return { ...entry, warnings: warningsOf(world, entry) };
  };
  return [
    http.get(at('/calendar'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      const items = [...world.calendar.values()].filter((one) => asked(world, one, query));
      const from = Number(query.get('cursor') ?? 0);
      const next = from + PAGE < items.length ? String(from + PAGE) : null;
      return ok({ items: items.slice(from, from + PAGE), next_cursor: next, warnings: [] });
    }),
    http.post(at('/calendar'), async ({ request }) => {
      const body = (await request.json()) as Partial<Entry>;
      const same = [...world.calendar.values()].find(
        (one) => one.name === body.name && one.start === body.start && one.end === body.end,
      );
      if (same) return ok({ ...same, warnings: [] }, 200, tag(same));
      const made = entryOf(`e${world.calendar.size + 1}`, body);
      return ok(keep(made), 201, tag(made));
    }),
    http.post(at('/calendar/upload'), ({ request }) => {
      const dryRun = new URL(request.url).searchParams.get('dry_run') === 'true';
      if (!dryRun) keep(entryOf('uploaded', { name: 'From a file' }));
      const [first, last] = [today(), today()];
      const report = { ...REPORT, dry_run: dryRun, rows_received: 1, rows_accepted: 1 };
      return ok({ ...report, first_date: first, last_date: last });
    }),
    http.get(at('/calendar/:id'), ({ params }) => {
      const found = find(params.id);
      return found ? ok({ ...found, warnings: [] }, 200, tag(found)) : missing();
    }),
    http.patch(at('/calendar/:id'), async ({ params, request }) => {
      const now = find(params.id);
      if (!now) return missing();
      const refused = stale(request, now);
      if (refused) return refused;
      const next = { ...now, ...((await request.json()) as Partial<Entry>), version: now.version + 1 };
      return ok(keep(next), 200, tag(next));
    }),
    http.delete(at('/calendar/:id'), ({ params, request }) => {
      const now = find(params.id);
      if (!now) return missing();
      const refused = stale(request, now);
      if (refused) return refused;
      world.calendar.delete(now.event_id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(at('/calendar/:id/effect'), ({ params }) => {
      const found = find(params.id);
      return found ? ok(effectOf(world, found)) : missing();
    }),
  ];
}

function asked(world: World, entry: Entry, query: URLSearchParams): boolean {
  const { category, product_ids: ids } = entry.scope;
  const product = query.get('product_id');
  const concerns =
    product === null ||
    entry.scope.all === true ||
    (Array.isArray(ids) && ids.includes(product)) ||
    category === world.products.get(product)?.category;
  return (
    concerns &&
    entry.end >= (query.get('from') ?? '') &&
    entry.start <= (query.get('to') ?? '9999') &&
    (query.get('kind') ?? entry.kind) === entry.kind &&
    (query.get('category') === null || entry.scope.all === true || category === query.get('category'))
  );
}

function warningsOf(world: World, { scope }: Entry) {
  const known = [...world.products.values()].some(({ category }) => category === scope.category);
  return typeof scope.category === 'string' && !known
    ? [{ code: 'unknown_category', detail: `No product has the category '${scope.category}'.` }]
    : [];
}

function effectOf(world: World, entry: Entry): EntryEffect {
  const past = [...world.calendar.values()].filter(
    ({ name, end }) => name === entry.name && end < today() && end !== entry.end,
  );
  return {
    event_id: entry.event_id,
    name: entry.name,
    occasions: past.length,
    learned_change_pct: past.length > 0 ? 35.2 : null,
    interval: past.length > 0 ? { lower: 20, upper: 52, level: 0.8 } : null,
    expected_change_pct: entry.expected_change_pct,
    used: past.length > 0,
    scored: past.map(({ start, end }) => ({
      start,
      end,
      expected_change_pct: 30,
      actual_change_pct: 35.2,
      error_without: 48,
      error_with: 12,
    })),
  };
}

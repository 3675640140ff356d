import { http, HttpResponse, type JsonBodyType, type RequestHandler } from 'msw';
import type { GenerateRequest, SalesRow } from '@/api/types';
import { weekStart } from '@/lib/dates';
import { missing, now, ok, problem } from './answers';
import { calendarHandlers } from './calendarHandlers';
import { accuracyOf, forecastWith } from './forecasting';
import { summaryOf } from './ordering';
import { mappingHandlers } from './mappingHandlers';
import { productHandlers } from './productHandlers';
import { purchasingHandlers } from './purchasingHandlers';
import { replayOf } from './replay';
import { salesHandlers } from './salesHandlers';
import { worklistHandlers } from './worklistHandlers';
import type { World } from './world';

/** The API of 2-api.md over a made-up world. */
export function handlers(world: World, base = ''): RequestHandler[] {
  const at = (path: string) => `${base}${path}`;
  const find = (id: unknown) => world.products.get(String(id));
  const list = () => [...world.products.values()];
  return [
    http.all(at('/*'), ({ request }) => {
      if (world.failing === 0) return HttpResponse.error();
      if (world.failing !== null) {
        return problem(
          world.failing,
          'unavailable',
          'The sales table is not answering',
          'Try again in a moment.',
        );
      }
      const open = new URL(request.url).pathname.endsWith('/health');
      if (!open && request.headers.get('x-api-key') !== world.key)
        return problem(403, 'forbidden', 'Forbidden', '');
      return undefined;
    }),
    http.get(at('/health'), () =>
      ok({ status: 'ok', version: '0.1.0', checks: { products_table: 'ok', sales_table: 'ok' } }),
    ),
    ...productHandlers(world, base),
    ...calendarHandlers(world, base),
    ...salesHandlers(world, base),
    ...mappingHandlers(world, base),
    ...purchasingHandlers(world, base),
    ...worklistHandlers(world, base),
    http.get(at('/sales-data/:id'), ({ params, request }) => {
      const query = new URL(request.url).searchParams;
      const from = query.get('from') ?? '';
      const rows = (world.sales.get(String(params.id)) ?? []).filter((row) => row.date >= from);
      return ok({ items: grouped(rows, query.get('granularity') ?? 'day'), next_cursor: null });
    }),
    http.post(at('/forecasts/generate'), async ({ request }) => {
      const body = (await request.json()) as GenerateRequest;
      if (!body.product_id) {
        world.jobs.set('job-1', { asked: 0, products: world.products.size });
        return ok(
          { job_id: 'job-1', status_url: '/forecast-jobs/job-1', products: world.products.size },
          202,
        );
      }
      const product = find(body.product_id);
      if (!product) return missing(body.product_id);
      if (!world.sales.get(product.product_id)?.length) {
        return problem(
          422,
          'no-history',
          'No history',
          'There are no sales of this product, its predecessor or its category.',
        );
      }
      const { made, entries } = forecastWith(world, product, body);
      if (made.what_if) return ok(made);
      entries.forEach((one) => world.calendar.set(one.event_id, one));
      world.forecasts.set(product.product_id, made);
      return ok(made);
    }),
    http.get(at('/forecast-jobs/:id'), ({ params }) => {
      const job = world.jobs.get(String(params.id));
      if (!job) return problem(404, 'job-not-found', 'Job not found', '');
      job.asked += 1;
      const progress = Math.min(1, job.asked / 3);
      return ok({
        job_id: 'job-1',
        trigger: 'api',
        created_at: '',
        finished_at: null,
        errors_truncated: false,
        status: progress === 1 ? 'completed' : 'running',
        products: job.products,
        done: Math.round(job.products * progress),
        failed: 0,
        progress,
        errors: [],
      });
    }),
    http.get(at('/forecasts/:id'), ({ params }) => {
      const made = world.forecasts.get(String(params.id));
      return made ? ok(made) : problem(404, 'forecast-not-found', 'No forecast', 'None has been made.');
    }),
    http.get(at('/forecasts/:id/accuracy'), ({ params }) => {
      const product = find(params.id);
      return product && world.forecasts.has(product.product_id)
        ? ok(accuracyOf(product))
        : problem(404, 'forecast-not-found', 'No forecast', '');
    }),
    http.get(at('/forecasts/:id/overrides'), () => ok({ items: world.overrides })),
    http.post(at('/forecasts/:id/overrides'), async ({ params, request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      const made = {
        factor: null,
        quantity: null,
        expires_on: null,
        ...body,
        override_id: `o${world.overrides.length}`,
        product_id: params.id,
        created_at: now(),
        active: true,
      };
      world.overrides.push(made as never);
      return ok(made as JsonBodyType, 201);
    }),
    http.delete(at('/forecasts/:id/overrides/:override'), ({ params }) => {
      world.overrides = world.overrides.filter((one) => one.override_id !== params.override);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(at('/reports/forecast-summary'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      if (query.get('format')) return ok({ report_id: 'r1', url: '/report.csv', expires_at: '' });
      const products = list().filter(
        (one) =>
          world.forecasts.has(one.product_id) &&
          (!query.get('category') || one.category === query.get('category')),
      );
      return ok(summaryOf(products, Number(query.get('horizon_days') ?? 28)));
    }),
    http.get(at('/reports/policy-replay'), () => ok(replayOf())),
  ];
}

function grouped(rows: SalesRow[], grain: string): SalesRow[] {
  if (grain === 'day') return rows;
  const groups = new Map<string, SalesRow>();
  for (const row of rows) {
    const date = grain === 'week' ? weekStart(row.date) : `${row.date.slice(0, 7)}-01`;
    const before = groups.get(date);
    groups.set(
      date,
      before
        ? {
            ...before,
            quantity_sold: before.quantity_sold + row.quantity_sold,
            revenue: (before.revenue ?? 0) + (row.revenue ?? 0),
          }
        : { ...row, date },
    );
  }
  return [...groups.values()];
}

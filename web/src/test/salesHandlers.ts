import { http, HttpResponse, type RequestHandler } from 'msw';
import type { SalesSummary, UploadReport } from '@/api/types';
import { addDays, today, weekStart } from '@/lib/dates';
import { readSales, REPORT, type FileRead } from './files';
import { mapped } from './mappingHandlers';
import { productOf } from './shop';
import type { World } from './world';

/** What becomes of a file in this world; a dry run leaves the world as it is. */
function take(world: World, { readAs, rows, errors }: FileRead, dryRun: boolean): UploadReport {
  const dates = rows.map((row) => row.date).sort();
  const ids = new Set(rows.map((row) => row.product_id));
  const created = [...ids].filter((id) => !world.products.has(id));
  if (!dryRun) {
    for (const id of created)
      world.products.set(id, productOf(99, { product_id: id, name: id, on_hand: null }));
    for (const row of rows) {
      const sale = { ...row, price: null, revenue: null, created_at: null };
      world.sales.set(row.product_id, [...(world.sales.get(row.product_id) ?? []), sale]);
    }
  }
  return {
    ...REPORT,
    read_as: readAs,
    dry_run: dryRun,
    errors,
    rows_received: rows.length + errors.length,
    rows_accepted: rows.length,
    rows_rejected: errors.length,
    product_days_written: rows.length,
    products_touched: ids.size,
    products_created: created.length,
    first_date: dates[0] ?? null,
    last_date: dates.at(-1) ?? null,
  };
}

/** What the API answers when nothing of a file could be used. */
function unusable(read: FileRead, report: UploadReport) {
  const { code, title, detail, errors } = read.refusal ?? {
    code: 'unusable-upload',
    title: 'Nothing in this file can be used',
    detail: 'Every row has a problem.',
    errors: [],
  };
  const problem = {
    type: `https://stockcast.example/problems/${code}`,
    title,
    status: 422,
    detail,
    correlation_id: 'c0ffee00-1234',
    errors,
    report: { ...report, status: 'failed' },
  };
  return HttpResponse.json(problem, { status: 422 });
}

export function salesHandlers(world: World, base: string): RequestHandler[] {
  return [
    http.post(`${base}/sales-data/upload`, async ({ request }) => {
      const query = new URL(request.url).searchParams;
      const text = await request.text();
      const known = mapped(world, 'sales', text, query);
      const read = readSales(text, known.query);
      if (read.readAs && known.mapping) read.readAs.mapping_id = known.mapping.mapping_id;
      const report = take(world, read, query.get('dry_run') === 'true' || read.refusal !== null);
      return report.rows_accepted > 0 ? HttpResponse.json(report) : unusable(read, report);
    }),
    http.post(`${base}/products/upload`, () =>
      HttpResponse.json({ ...REPORT, rows_received: 2, rows_accepted: 2, products_touched: 2 }),
    ),
    http.get(`${base}/sales-data/uploads/:id`, () =>
      HttpResponse.json({ ...REPORT, rows_received: 10, rows_accepted: 10 }),
    ),
    http.get(`${base}/sales-data`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      return HttpResponse.json(recentSales(world, query));
    }),
    http.get(`${base}/sales-data/summary`, () => HttpResponse.json(summaryOf(world))),
  ];
}

/** Units a week of the products that a query names, this week’s the last. */
function recentSales(world: World, query: URLSearchParams) {
  const ids = (query.get('product_ids') ?? '').split(',');
  const last = Number(query.get('last') ?? 26);
  const periods = Array.from({ length: last }, (_, i) => addDays(weekStart(today()), 7 * (i - last + 1)));
  const of = (id: string) => world.sales.get(id) ?? [];
  const total = (id: string, week: string) => {
    const rows = of(id).filter((row) => weekStart(row.date) === week);
    return rows.length > 0 ? rows.reduce((sum, row) => sum + row.quantity_sold, 0) : null;
  };
  return {
    granularity: 'week',
    as_of: today(),
    periods,
    items: ids
      .filter((id) => of(id).length > 0)
      .map((id) => ({ product_id: id, quantity_sold: periods.map((week) => total(id, week)) })),
    without_sales: ids.filter((id) => of(id).length === 0),
  };
}

function summaryOf(world: World): SalesSummary {
  const products = [...world.products.values()];
  const rows = [...world.sales.values()].flat();
  const months = new Map<string, number>();
  for (const row of rows)
    months.set(row.date.slice(0, 7), (months.get(row.date.slice(0, 7)) ?? 0) + row.quantity_sold);
  const dates = rows.map((row) => row.date).sort();
  const total = rows.reduce((sum, row) => sum + row.quantity_sold, 0);
  return {
    products: products.length,
    products_with_sales: world.sales.size,
    product_days: rows.length,
    first_date: dates[0] ?? null,
    last_date: dates[dates.length - 1] ?? null,
    summed_as_of: null,
    total_units: total,
    total_revenue: rows.reduce((sum, row) => sum + (row.revenue ?? 0), 0),
    by_category: [...new Set(products.map((one) => one.category))].map((category) => ({
      category,
      products: products.filter((one) => one.category === category).length,
      product_days: 0,
      total_units: 0,
      total_revenue: 0,
    })),
    by_month: [...months].sort().map(([month, units]) => ({ month, total_units: units, total_revenue: 0 })),
    top_products: [],
    data_quality: {
      gaps: 214,
      suspected_stockouts: 6,
      stockout_products: [],
      stale_products: products.slice(16, 516).map((one) => one.product_id),
      stale_total: Math.max(0, products.length - 16),
    },
    warnings: [],
  };
}

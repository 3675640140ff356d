import { http, HttpResponse, type RequestHandler } from 'msw';
import type { SalesSummary, UploadReport } from '@/api/types';
import { detectSeparator, parseCsv } from '@/lib/csv';
import { recognise } from '@/pages/import/columns';
import { productOf } from './shop';
import type { World } from './world';

const REPORT: UploadReport = {
  upload_id: 'up-1',
  status: 'completed',
  progress: 1,
  read_as: null,
  dry_run: false,
  filename: null,
  rows_received: 0,
  rows_accepted: 0,
  rows_rejected: 0,
  rows_skipped: 0,
  product_days_written: 0,
  products_touched: 0,
  products_created: 0,
  first_date: null,
  last_date: null,
  errors: [],
  errors_truncated: false,
  rejected_rows_url: null,
  warnings: [],
  failure: null,
  status_url: null,
};

/** Reads a sales file the way the API does, as far as tests need it. */
function take(world: World, text: string, dryRun: boolean): UploadReport {
  const { rows } = parseCsv(text, detectSeparator(text.split('\n', 1)[0] ?? ''));
  const mapping = recognise(rows[0] ?? [], 'sales');
  const report: UploadReport = { ...REPORT, dry_run: dryRun, errors: [], rows_received: rows.length - 1 };
  const touched = new Set<string>();
  rows.slice(1).forEach((row, i) => {
    const value = (name: string) => row[mapping.indexOf(name)] ?? '';
    const quantity = Number(value('quantity_sold'));
    if (!(quantity >= 0)) {
      report.errors.push({
        line: i + 2,
        column: 'quantity_sold',
        value: value('quantity_sold'),
        code: 'negative_quantity',
        detail: 'must be a number not below 0',
      });
      return;
    }
    const id = value('product_id');
    touched.add(id);
    const dates = [value('date'), report.first_date, report.last_date]
      .filter((d): d is string => Boolean(d))
      .sort();
    report.first_date = dates[0] ?? null;
    report.last_date = dates[dates.length - 1] ?? null;
    if (!world.products.has(id)) report.products_created += 1;
    if (dryRun) return;
    if (!world.products.has(id))
      world.products.set(id, productOf(99, { product_id: id, name: id, on_hand: null }));
    const sale = {
      product_id: id,
      date: value('date'),
      quantity_sold: quantity,
      price: null,
      revenue: null,
      created_at: null,
    };
    world.sales.set(id, [...(world.sales.get(id) ?? []), sale]);
  });
  report.rows_rejected = report.errors.length;
  report.rows_accepted = report.rows_received - report.rows_rejected;
  report.product_days_written = report.rows_accepted;
  report.products_touched = touched.size;
  return report;
}

export function salesHandlers(world: World, base: string): RequestHandler[] {
  return [
    http.post(`${base}/sales-data/upload`, async ({ request }) => {
      const dryRun = new URL(request.url).searchParams.get('dry_run') === 'true';
      const report = take(world, await request.text(), dryRun);
      if (report.rows_accepted > 0) return HttpResponse.json(report);
      return HttpResponse.json(
        {
          type: 'https://stockcast.example/problems/unusable-upload',
          title: 'No row could be used',
          status: 422,
          detail: 'Every row has a problem.',
          correlation_id: 'c0ffee00-1234',
          report,
        },
        { status: 422 },
      );
    }),
    http.post(`${base}/products/upload`, () =>
      HttpResponse.json({ ...REPORT, rows_received: 2, rows_accepted: 2, products_touched: 2 }),
    ),
    http.get(`${base}/sales-data/uploads/:id`, () =>
      HttpResponse.json({ ...REPORT, rows_received: 10, rows_accepted: 10 }),
    ),
    http.get(`${base}/sales-data/summary`, () => HttpResponse.json(summaryOf(world))),
  ];
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
      stale_products: products.slice(16).map((one) => one.product_id),
    },
  };
}

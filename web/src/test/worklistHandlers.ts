import { http, HttpResponse, type RequestHandler } from 'msw';
import type { Recommendation } from '@/api/types';
import { missing, now, ok } from './answers';
import { recommendationOf, recommendationPage, summaryOf } from './ordering';
import { todayOf } from './today';
import type { World } from './world';

const LIST = '/reports/inventory-recommendations';

/** What to order, of all products and of one, and what is left out of the list until a day. */
export function worklistHandlers(world: World, base: string): RequestHandler[] {
  const of = (id: string): Recommendation | undefined => {
    const product = world.products.get(id);
    if (!product || !world.forecasts.has(id)) return undefined;
    return { ...recommendationOf(product), snoozed: world.snoozed.get(id) ?? null };
  };
  const all = () => [...world.products.keys()].flatMap((id) => of(id) ?? []);
  return [
    http.get(`${base}/reports/today`, () => {
      const forecast = [...world.products.values()].filter((one) => world.forecasts.has(one.product_id));
      return ok(todayOf(all(), summaryOf(forecast, 28)));
    }),
    http.get(`${base}${LIST}`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      if (query.get('format')) return ok({ report_id: 'r2', url: '/orders.csv', expires_at: '' });
      return ok(
        recommendationPage(
          [...world.products.keys()].flatMap((id) => of(id) ?? []),
          query,
        ),
      );
    }),
    http.get(`${base}${LIST}/:id`, ({ params }) => {
      const found = of(String(params.id));
      return found ? ok(found) : missing(String(params.id));
    }),
    http.post(`${base}${LIST}/:id/snooze`, async ({ params, request }) => {
      const snooze = (await request.json()) as { until: string; reason: string };
      world.snoozed.set(String(params.id), { ...snooze, created_at: now() });
      return ok(of(String(params.id)) ?? null);
    }),
    http.delete(`${base}${LIST}/:id/snooze`, ({ params }) => {
      world.snoozed.delete(String(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

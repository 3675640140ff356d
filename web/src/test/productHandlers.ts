import { http, HttpResponse, type RequestHandler } from 'msw';
import type { Product } from '@/api/types';
import { missing, ok, problem, stale, tag, now } from './answers';
import type { World } from './world';

/** The catalogue of the made-up API. */
export function productHandlers(world: World, base: string): RequestHandler[] {
  const at = (path: string) => `${base}${path}`;
  const find = (id: unknown) => world.products.get(String(id));
  const list = () => [...world.products.values()];
  return [
    http.get(at('/products'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      const q = (query.get('q') ?? '').toLowerCase();
      const items = list().filter(
        (one) =>
          (!query.get('category') || one.category === query.get('category')) &&
          (!query.get('status') || one.status === query.get('status')) &&
          (!query.get('supplier_id') || one.supplier_id === query.get('supplier_id')) &&
          (!query.get('product_ids') || query.get('product_ids')?.split(',').includes(one.product_id)) &&
          `${one.product_id} ${one.name}`.toLowerCase().includes(q),
      );
      const from = Number(query.get('cursor') ?? 0);
      const to = from + Number(query.get('limit') ?? 100);
      return ok({ items: items.slice(from, to), next_cursor: to < items.length ? String(to) : null });
    }),
    http.post(at('/products'), async ({ request }) => {
      const body = (await request.json()) as Product;
      const id = body.product_id || `P-${world.products.size + 1}`;
      if (world.products.has(id))
        return problem(409, 'product-exists', 'Product exists already', `The id '${id}' is taken.`);
      const made = {
        ...body,
        product_id: id,
        created_at: now(),
        updated_at: now(),
        version: 1,
      };
      world.products.set(id, made);
      return ok(made, 201, tag(made));
    }),
    http.get(at('/products/:id'), ({ params }) => {
      const found = find(params.id);
      return found ? ok(found, 200, tag(found)) : missing(String(params.id));
    }),
    http.patch(at('/products/:id'), async ({ params, request }) => {
      const now = find(params.id);
      if (!now) return missing(String(params.id));
      const refused = stale(request, now);
      if (refused) return refused;
      const next = { ...now, ...((await request.json()) as Partial<Product>), version: now.version + 1 };
      world.products.set(next.product_id, next);
      return ok(next, 200, tag(next));
    }),
    http.post(at('/products/batch'), async ({ request }) => {
      const { items } = (await request.json()) as { items: Partial<Product>[] };
      return ok({ items: items.map((item) => merge(world, item)) });
    }),
    http.delete(at('/products/:id'), ({ params }) => {
      world.products.delete(String(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

/** One item of a batch: merged as a patch is; a product that is not there fails alone. */
function merge(world: World, item: Partial<Product>) {
  const id = item.product_id ?? '';
  const now = world.products.get(id);
  if (!now) {
    const detail = `No product has the id '${id}', and a new one needs a name, a category and a price.`;
    return { product_id: id, result: 'failed', problem: { type: '', title: 'Invalid', status: 422, detail } };
  }
  world.products.set(id, { ...now, ...item, version: now.version + 1 });
  return { product_id: id, result: 'updated', problem: null };
}

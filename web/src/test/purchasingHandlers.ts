import { http, HttpResponse, type JsonBodyType, type RequestHandler } from 'msw';
import type {
  GoodsReceived,
  NewSupplier,
  OrderPatch,
  PurchaseOrder,
  ShopSettings,
  Supplier,
} from '@/api/types';
import { today } from '@/lib/dates';
import { now as instant, ok, pageOf, problem, stale, tag } from './answers';
import { cancelled, drafted, orderOf, received, sent, summed } from './purchasing';
import { supplierOf } from './suppliers';
import type { World } from './world';

const tagged = (value: Supplier | PurchaseOrder | ShopSettings, status = 200) =>
  ok(value, status, tag(value));

/** Suppliers, purchase orders and the shop's settings of the made-up API. */
export function purchasingHandlers(world: World, base: string): RequestHandler[] {
  return [...supplierHandlers(world, base), ...orderHandlers(world, base), ...settingsHandlers(world, base)];
}

function supplierHandlers(world: World, base: string): RequestHandler[] {
  const missing = (id: string) =>
    problem(404, 'supplier-not-found', 'Supplier not found', `No supplier has the id '${id}'.`);
  const open = (id: string) =>
    [...world.orders.values()].filter(
      (one) => one.supplier_id === id && !['received', 'cancelled'].includes(one.status),
    ).length;
  return [
    http.get(`${base}/suppliers`, ({ request }) =>
      ok(pageOf([...world.suppliers.values()], new URL(request.url).searchParams)),
    ),
    http.post(`${base}/suppliers`, async ({ request }) => {
      const body = (await request.json()) as NewSupplier;
      const id = body.supplier_id ?? `S-${world.suppliers.size + 1}`;
      if (world.suppliers.has(id)) {
        return problem(
          409,
          'supplier-exists',
          'Supplier exists already',
          `A supplier with the id '${id}' exists already.`,
        );
      }
      const made = supplierOf(id, body.name, body as Partial<Supplier>);
      world.suppliers.set(id, { ...made, supplier_id: id });
      return tagged({ ...made, supplier_id: id }, 201);
    }),
    http.get(`${base}/suppliers/:id`, ({ params }) => {
      const found = world.suppliers.get(String(params.id));
      return found ? tagged(found) : missing(String(params.id));
    }),
    http.put(`${base}/suppliers/:id`, async ({ params, request }) => {
      const now = world.suppliers.get(String(params.id));
      if (!now) return missing(String(params.id));
      const old = stale(request, now);
      if (old) return old;
      const next: Supplier = { ...now, ...((await request.json()) as object), version: now.version + 1 };
      world.suppliers.set(now.supplier_id, next);
      return tagged(next);
    }),
    http.delete(`${base}/suppliers/:id`, ({ params }) => {
      const id = String(params.id);
      if (open(id) > 0) {
        return problem(
          409,
          'supplier-has-open-orders',
          'Supplier has open orders',
          `'${id}' has ${open(id)} purchase orders neither received nor cancelled. Receive or cancel them first.`,
        );
      }
      world.suppliers.delete(id);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

function settingsHandlers(world: World, base: string): RequestHandler[] {
  return [
    http.get(`${base}/settings`, () => tagged(world.settings)),
    http.put(`${base}/settings`, async ({ request }) => {
      const old = stale(request, world.settings);
      if (old) return old;
      const body = (await request.json()) as object;
      world.settings = { ...world.settings, ...body, version: world.settings.version + 1 };
      return tagged(world.settings);
    }),
  ];
}

function orderHandlers(world: World, base: string): RequestHandler[] {
  const find = (id: unknown) => world.orders.get(String(id));
  const missing = (id: unknown) =>
    problem(
      404,
      'purchase-order-not-found',
      'Purchase order not found',
      `No purchase order has the id '${String(id)}'.`,
    );
  const write = (order: PurchaseOrder) => {
    const next = { ...order, version: order.version + 1, updated_at: instant() };
    world.orders.set(next.purchase_order_id, next);
    return tagged(next);
  };
  const transition = (
    name: string,
    from: PurchaseOrder['status'][],
    change: (order: PurchaseOrder, request: Request) => Promise<Response> | Response,
  ) =>
    http.post(`${base}/purchase-orders/:id/${name}`, async ({ params, request }) => {
      const order = find(params.id);
      if (!order) return missing(params.id);
      const old = stale(request, order);
      if (old) return old;
      if (!from.includes(order.status)) {
        return problem(409, 'purchase-order-status', 'Not possible in this status', `It is ${order.status}.`);
      }
      return (await change(order, request)) as never;
    });
  return [
    http.get(`${base}/purchase-orders`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      const items = [...world.orders.values()].filter(
        (one) =>
          [null, one.status as string].includes(query.get('status')) &&
          [null, one.supplier_id].includes(query.get('supplier_id')) &&
          (query.get('product_id') === null ||
            one.lines.some((line) => line.product_id === query.get('product_id'))),
      );
      return ok(pageOf(items, query));
    }),
    http.post(`${base}/purchase-orders`, async ({ request }) => {
      const { from_recommendations: wanted } = (await request.json()) as {
        from_recommendations: {
          supplier_id?: string;
          category?: string;
          product_ids?: string[];
          quantities?: Record<string, number>;
        };
      };
      const key = request.headers.get('idempotency-key') ?? '';
      const before = world.answered.get(key);
      if (before) return ok(before as JsonBodyType, 201);
      const products = [...world.products.values()].filter(
        (one) =>
          one.supplier_id === wanted.supplier_id ||
          one.category === wanted.category ||
          wanted.product_ids?.includes(one.product_id),
      );
      const made = { ...drafted(world, products, wanted.quantities ?? {}), added: [] };
      for (const order of made.items) world.orders.set(order.purchase_order_id, order);
      if (key) world.answered.set(key, made);
      return ok(made, 201);
    }),
    http.get(`${base}/purchase-orders/:id`, ({ params, request }) => {
      const order = find(params.id);
      if (!order) return missing(params.id);
      const format = new URL(request.url).searchParams.get('format');
      if (format === null) return tagged(order);
      const { email = null } = world.suppliers.get(order.supplier_id) ?? {};
      return ok({
        url: `/order.${format}`,
        expires_at: '',
        mail: { to: email, subject: `Order ${order.purchase_order_id}`, body: `${order.total_units} units` },
      });
    }),
    http.patch(`${base}/purchase-orders/:id`, async ({ params, request }) => {
      const order = find(params.id);
      if (!order) return missing(params.id);
      const old = stale(request, order);
      if (old) return old;
      const { lines, expected_on: day, ...patch } = (await request.json()) as OrderPatch;
      const next: PurchaseOrder = {
        ...order,
        ...(patch.note === undefined ? {} : { note: patch.note }),
        lines: lines && order.status === 'draft' ? redrafted(world, lines) : order.lines,
      };
      if (day !== undefined) next.lines = next.lines.map((line) => ({ ...line, expected_on: day }));
      return write(summed(next));
    }),
    transition('order', ['draft'], async (order, request) => {
      const { ordered_on: day } = (await request.json()) as { ordered_on?: string };
      for (const line of order.lines) onOrder(world, line.product_id, line.quantity);
      return write(sent(order, day ?? today(), world.suppliers.get(order.supplier_id)?.lead_time_days ?? 7));
    }),
    transition('cancel', ['draft', 'ordered', 'partially_received'], (order) => {
      for (const line of order.lines) onOrder(world, line.product_id, -line.open_quantity);
      return write(cancelled(order));
    }),
    transition('receive', ['ordered', 'partially_received', 'received'], async (order, request) => {
      const key = request.headers.get('idempotency-key') ?? '';
      if (world.answered.has(key)) return tagged(order);
      const { lines, allow_over: over } = (await request.json()) as GoodsReceived;
      const came = new Map(lines.map((line) => [line.line, line.quantity]));
      if (!over && order.lines.some((line) => (came.get(line.line) ?? 0) > line.open_quantity)) {
        return problem(
          422,
          'over-receipt',
          'More received than open',
          'More arrived than is open on a line.',
        );
      }
      for (const line of order.lines)
        arrive(world, line.product_id, came.get(line.line) ?? 0, line.open_quantity);
      world.answered.set(key, true);
      return write(received(order, came));
    }),
  ];
}

function redrafted(world: World, lines: NonNullable<OrderPatch['lines']>): PurchaseOrder['lines'] {
  return lines.flatMap((line, i) => {
    const product = world.products.get(line.product_id ?? '');
    const made = product && orderOf('', '', [[product, line.quantity ?? 0]]).lines[0];
    return made ? [{ ...made, line: i + 1, unit_cost: line.unit_cost ?? made.unit_cost }] : [];
  });
}

function onOrder(world: World, id: string, units: number): void {
  const product = world.products.get(id);
  if (product)
    world.products.set(id, { ...product, on_order: product.on_order + units, version: product.version + 1 });
}

function arrive(world: World, id: string, units: number, open: number): void {
  const product = world.products.get(id);
  if (!product || units === 0) return;
  world.products.set(id, {
    ...product,
    on_hand: product.on_hand === null ? null : product.on_hand + units,
    on_order: product.on_order - Math.min(units, open),
    version: product.version + 1,
  });
}

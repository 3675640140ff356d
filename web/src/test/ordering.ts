import type { ForecastSummary, Product, Recommendation, RecommendationPage, Urgency } from '@/api/types';
import { addDays, today } from '@/lib/dates';
import { URGENCIES } from '@/lib/urgency';
import { pageOf } from './answers';
import { inOrder } from './ranking';
import { lastSale, meanOf } from './shop';

const round = (n: number) => Math.round(n * 10) / 10;

export function recommendationOf(product: Product): Recommendation {
  const i = Number(product.product_id.slice(4)) - 1001;
  const mean = meanOf(i, addDays(today(), 5));
  const protection = product.lead_time_days + product.review_period_days;
  const expected = Math.round(mean * protection);
  const safety = Math.ceil(Math.sqrt(mean * protection) * 1.7);
  const upTo = expected + safety;
  const reorder = Math.ceil(mean * product.lead_time_days + Math.sqrt(mean * product.lead_time_days) * 1.7);
  const known = product.on_hand != null;
  const position = (product.on_hand ?? 0) + product.on_order;
  const need = upTo - position;
  const raised = need > 0 ? Math.max(0, product.min_order_quantity - need) : 0;
  const packs =
    need > 0
      ? Math.ceil((need + raised) / product.order_multiple) * product.order_multiple - need - raised
      : 0;
  const order = need > 0 ? need + raised + packs : 0;
  const cover = known ? position / Math.max(mean, 0.01) : null;
  const excess = known ? Math.max(0, Math.round(position - upTo - mean * product.review_period_days)) : null;
  const urgency: Urgency = !known
    ? 'unknown_stock'
    : product.on_hand === 0
      ? 'stocked_out'
      : late(product)
        ? 'expedite'
        : position < reorder
          ? 'order_now'
          : position < reorder + mean * product.review_period_days
            ? 'order_soon'
            : (excess ?? 0) > 0
              ? 'overstock'
              : 'ok';
  const line = (
    label: string,
    quantity: number,
    source: string,
    kind: 'step' | 'subtotal' | 'total' = 'step',
  ) => ({ label, quantity, source, kind });
  return {
    product_id: product.product_id,
    name: product.name,
    category: product.category,
    status: product.status,
    as_of: lastSale(),
    on_hand: product.on_hand,
    on_order: product.on_order,
    supplier_id: product.supplier_id,
    inbound: arrivalsOf(product),
    borrowed: false,
    lead_time_source: 'product',
    lead_time_days: product.lead_time_days,
    lead_time_std_days: product.lead_time_std_days,
    review_period_days: product.review_period_days,
    stock_as_of: product.stock_as_of,
    projected_on_hand: product.on_hand,
    stockout_date: cover == null || cover > 300 ? null : addDays(today(), Math.floor(cover)),
    days_of_cover: cover == null ? null : round(cover),
    stockout_probability: known
      ? Math.max(0, Math.min(1, round((reorder - position) / reorder + 0.1)))
      : null,
    expected_demand: expected,
    service_level: product.service_level,
    cycle_service_level: 0.956,
    fill_rate: 0.992,
    safety_stock: safety,
    reorder_point: reorder,
    order_up_to: upTo,
    recommended_order_quantity: known ? order : null,
    min_order_quantity: product.min_order_quantity,
    order_multiple: product.order_multiple,
    unit_cost: product.unit_cost,
    order_value:
      product.unit_cost == null || !known ? null : Math.round(order * product.unit_cost * 100) / 100,
    order_by_date:
      known && cover != null
        ? addDays(today(), Math.max(0, Math.floor(cover - product.lead_time_days)))
        : null,
    urgency,
    snoozed: null,
    value_at_risk: known ? Math.round(Math.max(0, reorder - position) * 0.4 * product.current_price) : null,
    excess_units: excess,
    excess_value: excess == null || product.unit_cost == null ? null : Math.round(excess * product.unit_cost),
    waterfall: [
      line(
        `Forecast for ${protection} days`,
        expected,
        `mean demand over lead time ${product.lead_time_days} + review period ${product.review_period_days} days`,
      ),
      line('Safety stock', safety, '95% quantile of demand over these days less its mean'),
      ...(known
        ? [
            line('In stock', -(product.on_hand ?? 0), 'counted yesterday'),
            line('On order', -product.on_order, 'the product’s orders that have not arrived'),
            line('Net need', need, 'sum of the above', 'subtotal'),
            ...(need > 0
              ? [
                  line('Raise to minimum order', raised, `smallest order ${product.min_order_quantity}`),
                  line('Round up to packs', packs, `packs of ${product.order_multiple}`),
                ]
              : [line('Covered already', -need, 'stock and orders are enough')]),
            line('Order', order, 'sum of all steps', 'total'),
          ]
        : [line('Order up to', upTo, 'sum of the above', 'total')]),
    ],
    reason:
      order > 0 && known
        ? `Order ${order} units: ${position} in stock and on order last about ${round(cover ?? 0)} days, and a delivery takes ${product.lead_time_days}.`
        : known
          ? 'Stock and orders cover the protection period.'
          : 'Stock on hand is not known, so no quantity is suggested.',
  };
}

/** Every product with something on order has half of it overdue on a purchase order and half of it in a month. */
function arrivalsOf(product: Product): Recommendation['inbound'] {
  if (product.on_order <= 0) return [];
  const half = Math.floor(product.on_order / 2);
  return [
    {
      purchase_order_id: 'PO-7',
      quantity: product.on_order - half,
      expected_on: addDays(today(), -3),
      overdue_days: 3,
    },
    { purchase_order_id: null, quantity: half, expected_on: addDays(today(), 30), overdue_days: 0 },
  ].filter((line) => line.quantity > 0);
}

/** Enough is on its way but hardly anything is left. */
const late = (product: Product): boolean =>
  product.on_order > 0 && product.on_hand != null && product.on_hand < product.on_order / 10;

/** A page of the order list, filtered, sorted and cut as the API does it. */
export function recommendationPage(
  all: Recommendation[],
  query: URLSearchParams = new URLSearchParams(),
): RecommendationPage {
  const q = (query.get('q') ?? '').toLowerCase();
  const selected = all.filter(
    (one) =>
      one.status === 'active' &&
      [null, '', one.category].includes(query.get('category')) &&
      [null, '', one.supplier_id].includes(query.get('supplier_id')) &&
      `${one.product_id} ${one.name}`.toLowerCase().includes(q),
  );
  const listed = selected.filter((one) => one.snoozed === null);
  const shown = query.get('snoozed') === 'true' ? selected.filter((one) => one.snoozed) : listed;
  const items = shown.filter((one) => [null, '', one.urgency].includes(query.get('urgency')));
  const sum = (pick: (one: Recommendation) => number | null) =>
    listed.reduce((total, one) => total + (pick(one) ?? 0), 0);
  return {
    ...pageOf(inOrder(items, query.get('sort') ?? 'urgency'), query),
    listed_as_of: null,
    totals: {
      products: listed.length,
      snoozed: selected.length - listed.length,
      by_urgency: Object.fromEntries(
        URGENCIES.map((u) => [u, listed.filter((one) => one.urgency === u).length]),
      ),
      order_value: sum((one) => one.order_value),
      value_at_risk: sum((one) => one.value_at_risk),
      excess_value: sum((one) => one.excess_value),
    },
    currency: 'EUR',
    warnings: [],
  };
}

export function summaryOf(products: Product[], horizon: number): ForecastSummary {
  const demand = (p: Product) =>
    Math.round(meanOf(Number(p.product_id.slice(4)) - 1001, addDays(today(), 10)) * horizon);
  const total = products.reduce((sum, p) => sum + demand(p), 0);
  const categories = [...new Set(products.map((p) => p.category))];
  const mover = (p: Product, change: number) => ({
    product_id: p.product_id,
    name: p.name,
    category: p.category,
    predicted_demand: demand(p),
    previous_demand: Math.round(demand(p) / (1 + change / 100)),
    change_pct: change,
  });
  return {
    category: null,
    horizon_days: horizon,
    generated_at: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    first_date: today(),
    last_date: addDays(today(), horizon - 1),
    summed_as_of: null,
    currency: 'EUR',
    totals: {
      products: products.length,
      products_without_forecast: 0,
      level: 0.8,
      predicted_demand: total,
      lower: Math.round(total * 0.8),
      upper: Math.round(total * 1.2),
      previous_demand: Math.round(total * 0.93),
      predicted_revenue: products.reduce((s, p) => s + demand(p) * p.current_price, 0),
    },
    by_category: categories.map((category) => {
      const own = products.filter((p) => p.category === category);
      return {
        category,
        products: own.length,
        predicted_demand: own.reduce((s, p) => s + demand(p), 0),
        previous_demand: null,
        predicted_revenue: null,
      };
    }),
    by_month: byMonth(horizon, total),
    risers: products.slice(0, 5).map((p, i) => mover(p, 42 - i * 7)),
    fallers: products.slice(5, 9).map((p, i) => mover(p, -31 + i * 6)),
    accuracy: {
      products: products.length,
      wape: 0.31,
      bias: -0.01,
      naive_wape: 0.42,
      skill_vs_naive: 0.26,
      coverage: { level: 0.8, expected: 0.8, actual: 0.82, points: 6552 },
    },
    attention: products.slice(15, 115).map((p) => ({
      product_id: p.product_id,
      name: p.name,
      code: 'worse-than-naive',
      detail: 'Its forecasts have been no better than repeating last week.',
    })),
    attention_total: Math.max(0, products.length - 15),
    warnings: [],
  };
}

function byMonth(horizon: number, total: number): ForecastSummary['by_month'] {
  const days = new Map<string, number>();
  for (let ahead = 0; ahead < horizon; ahead += 1) {
    const month = addDays(today(), ahead).slice(0, 7);
    days.set(month, (days.get(month) ?? 0) + 1);
  }
  return [...days].map(([month, count]) => {
    const demand = (total * count) / horizon;
    return {
      month,
      days: count,
      predicted_demand: Math.round(demand),
      lower: Math.round(demand * 0.85),
      upper: Math.round(demand * 1.15),
    };
  });
}

import type { Accuracy, Entry, Forecast, GenerateRequest, Product } from '@/api/types';
import { addDays } from '@/lib/dates';
import { now } from './answers';
import { entryOf } from './calendar';
import { lastSale, meanOf } from './shop';

const indexOf = (product: Product) => Number(product.product_id.slice(4)) - 1001;

const Z: [string, number][] = [
  ['0.025', -1.96],
  ['0.1', -1.28],
  ['0.25', -0.67],
  ['0.5', -0.06],
  ['0.75', 0.67],
  ['0.9', 1.28],
  ['0.975', 1.96],
];

const at = (mean: number, spread: number) =>
  Object.fromEntries(Z.map(([key, z]) => [key, Math.max(0, Math.round((mean + z * spread) * 10) / 10)]));

export function forecastOf(product: Product, horizon = 28): Forecast {
  const last = lastSale();
  const days = Array.from({ length: horizon }, (_, i) => {
    const day = addDays(last, i + 1);
    const mean = meanOf(indexOf(product), day);
    const quantiles = at(mean, Math.sqrt(mean) * (1.1 + i / 60));
    return {
      forecast_date: day,
      predicted_demand: Math.round(mean * 10) / 10,
      confidence_interval: { lower: quantiles['0.1'] ?? 0, upper: quantiles['0.9'] ?? 0, level: 0.8 },
      quantiles,
    };
  });
  const total = days.reduce((sum, day) => sum + day.predicted_demand, 0);
  const totals = at(total, Math.sqrt(total) * 1.6);
  return {
    product_id: product.product_id,
    run_id: 'run-01JDB2W3N8',
    generated_at: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    horizon_days: horizon,
    confidence_level: 0.8,
    engine: 'statistical',
    method: 'combined',
    model_id: null,
    degraded: false,
    event_ids: [],
    what_if: false,
    degraded_reason: null,
    demand_pattern: 'smooth',
    history: {
      first_date: addDays(last, -760),
      last_date: last,
      days: 761,
      selling_days: 748,
      suspected_stockout_days: 5,
      unusual_days: [],
    },
    model_accuracy: 0.81,
    forecast: days,
    total: {
      predicted_demand: Math.round(total * 10) / 10,
      confidence_interval: { lower: totals['0.1'] ?? 0, upper: totals['0.9'] ?? 0, level: 0.8 },
      quantiles: totals,
    },
    explanation: {
      summary: 'Demand is steady and strongest on Saturdays; the weeks before Christmas lift it further.',
      drivers: [
        {
          text: 'Saturdays sell 1.6 times an average day, Sundays 0.65.',
          evidence: [
            { name: 'weekday_profile.sat', value: 1.6 },
            { name: 'weekday_profile.sun', value: 0.65 },
          ],
        },
        {
          text: 'The level of the last four weeks is 8% above that of the year.',
          evidence: [
            { name: 'level.last_28_days', value: 23.8 },
            { name: 'level.year', value: 22.0 },
          ],
        },
      ],
      adjustments: [
        {
          adjustment_id: null,
          event_id: null,
          start: addDays(last, 9),
          end: addDays(last, 11),
          factor: 1.3,
          reason: 'Trade fair',
          source: 'event',
          applied: true,
          not_applied_because: null,
        },
      ],
      warnings: ['Five days look like empty shelves and were left out.'],
    },
    receipt: {
      input_hash: 'sha256:9b7e0a…',
      rows: 761,
      code_version: '0.1.0',
      parameters: {},
      input_tokens: 0,
      output_tokens: 0,
    },
  };
}

/** A forecast with the events that were asked for and those on the calendar; a third more sells on their days. */
export function forecastWith(
  world: { calendar: Map<string, Entry> },
  product: Product,
  asked: GenerateRequest,
): { made: Forecast; entries: Entry[] } {
  const made = forecastOf(product, asked.horizon_days);
  const scope = { product_ids: [product.product_id] };
  const entries = (asked.events ?? []).map((one, i) =>
    entryOf(`asked-${world.calendar.size + i}`, {
      ...one,
      expected_change_pct: one.expected_change_pct ?? null,
      scope,
    }),
  );
  const [first, last] = [made.forecast[0]?.forecast_date ?? '', made.forecast.at(-1)?.forecast_date ?? ''];
  const held = [...world.calendar.values(), ...entries].filter(
    ({ start, end, scope: { all, product_ids: ids } }) =>
      start <= last &&
      end >= first &&
      (all === true || (Array.isArray(ids) && ids.includes(product.product_id))),
  );
  const total = made.total.predicted_demand * (1 + entries.length / 10);
  return {
    made: {
      ...made,
      generated_at: now(),
      total: { ...made.total, predicted_demand: total },
      event_ids: held.map(({ event_id }) => event_id),
      what_if: asked.what_if ?? false,
    },
    entries,
  };
}

export function accuracyOf(product: Product): Accuracy {
  const days = forecastOf(product, 42).forecast;
  const naive = {
    wape: 0.27,
    mase: 1.05,
    rmsse: 1.08,
    bias: 0.01,
    weighted_quantile_loss: 0.21,
    coverage: null,
  };
  const scores = {
    wape: 0.19,
    mase: 0.74,
    rmsse: 0.71,
    bias: -0.02,
    weighted_quantile_loss: 0.13,
    coverage: { level: 0.8, expected: 0.8, actual: 0.81, points: 364 },
  };
  return {
    product_id: product.product_id,
    lag_days: null,
    verdict: 'Clearly better than repeating last week: its misses are 30% smaller.',
    backtest: { folds: 13, horizon_days: 28, ...scores, naive, skill_vs_naive: 0.3 },
    live: {
      runs_scored: 9,
      events: [],
      horizon_days: 28,
      ...scores,
      naive,
      skill_vs_naive: 0.28,
      value_added: { naive: 0, statistical: 0.08, bedrock: 0.012, override: -0.004 },
    },
    history: days.map((day, i) => ({
      forecast_date: addDays(day.forecast_date, -42),
      predicted_demand: day.predicted_demand,
      lower: day.confidence_interval.lower,
      upper: day.confidence_interval.upper,
      actual: Math.max(
        0,
        Math.round(day.predicted_demand + Math.sin(i * 2.7) * Math.sqrt(day.predicted_demand) * 1.5),
      ),
    })),
  };
}

import type { Recommendation } from '@/api/types';
import { decimal, percent, plural, units } from './format';

/** Probabilities and quantiles in the words of someone who buys stock. */

/** 0.9 -> "9 times in 10"; 0.95 -> "19 times in 20"; 0.8 -> "4 times in 5". */
export function timesIn(share: number): string {
  for (const base of [2, 3, 4, 5, 10, 20, 40, 100]) {
    const hits = share * base;
    if (Math.abs(hits - Math.round(hits)) < 1e-6 && Math.round(hits) > 0 && Math.round(hits) < base) {
      return `${Math.round(hits)} ${Math.round(hits) === 1 ? 'time' : 'times'} in ${base}`;
    }
  }
  return share <= 0.005 ? 'almost never' : share >= 0.995 ? 'almost always' : `${percent(share)} of the time`;
}

/** "9 times in 10 you will sell 7 or fewer a day". */
export function atMost(share: number, quantity: number, per: string): string {
  return `${capital(timesIn(share))} you will sell ${units(quantity)} or fewer ${per}`;
}

/** "between 80 and 112 (4 times in 5)". */
export function between(lower: number, upper: number, level: number): string {
  return lower === upper
    ? `${units(lower)} (${timesIn(level)})`
    : `between ${units(lower)} and ${units(upper)} (${timesIn(level)})`;
}

const SOURCES = {
  product: 'as entered for the product',
  learned: 'as measured from deliveries',
  supplier: 'as agreed with the supplier',
  default: 'assumed, as nobody has entered it',
} as const;

/** How long a delivery takes, who says so, and how often is ordered: what a recommendation rests on. */
export function supplyWords(one: Recommendation): string {
  if (one.lead_time_days == null || one.lead_time_source == null) return 'Known once there is a forecast.';
  const spread = one.lead_time_std_days ? `, give or take ${decimal(one.lead_time_std_days, 1)}` : '';
  const review = one.review_period_days ?? 0;
  const rhythm = review === 1 ? 'you order every day' : `you order every ${plural(review, 'day')}`;
  return `A delivery takes ${plural(one.lead_time_days, 'day')}${spread}, ${SOURCES[one.lead_time_source]}; ${rhythm}.`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export interface Coverage {
  level: number;
  expected: number;
  actual: number | null;
  points: number;
}

/** What was checked about a band, and how it came out. */
export function coverageWords(coverage: Coverage | null | undefined): string {
  if (coverage?.actual == null || coverage.points === 0) {
    return 'The band has not been checked yet: too little history.';
  }
  const gap = coverage.actual - coverage.expected;
  const verdict =
    Math.abs(gap) <= 0.05
      ? 'as promised'
      : gap < 0
        ? 'less often than promised, so treat the band as too narrow'
        : 'more often than promised, so the band is on the safe side';
  return (
    `The ${percent(coverage.expected)} band held ${percent(coverage.actual)} of ` +
    `${units(coverage.points)} past days: ${verdict}.`
  );
}

/** 1 − WAPE, said as what it is. */
export function accuracyWords(wape: number | null | undefined): string {
  if (wape == null) return 'Accuracy is not known yet: there is too little history to test against.';
  return `Past forecasts missed by ${percent(wape)} of what was sold, adding up the misses of every day.`;
}

export function skillWords(skill: number | null | undefined): string {
  if (skill == null) return 'Not compared with last week’s sales yet.';
  if (Math.abs(skill) < 0.005) return 'As good as simply repeating last week.';
  return skill > 0
    ? `${percent(skill)} smaller misses than simply repeating last week.`
    : `${percent(-skill)} larger misses than simply repeating last week.`;
}

const PATTERNS = {
  smooth: 'Sells steadily',
  intermittent: 'Sells now and then, in similar amounts',
  erratic: 'Sells often, in very different amounts',
  lumpy: 'Sells now and then, in very different amounts',
  new: 'New: forecast borrowed from similar products',
} as const;

export const patternWords = (pattern: string): string =>
  (PATTERNS as Record<string, string>)[pattern] ?? capital(pattern);

/** "Date, Product and Quantity". */
export const listed = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

import { readStored, writeStored } from './store';

/** Numbers and dates as the reader's own browser writes them. */

const cache = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let format = cache.get(key);
  if (!format) {
    format = new Intl.NumberFormat(undefined, options);
    cache.set(key, format);
  }
  return format;
}

export const DASH = '–';

type Maybe = number | null | undefined;

/** Counts of units: whole from ten up, one decimal below (0.4 a day is not 0 a day). */
export function units(value: Maybe): string {
  if (value == null) return DASH;
  const digits = Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 1;
  return numberFormat({ maximumFractionDigits: digits }).format(value);
}

export const count = (value: Maybe): string =>
  value == null ? DASH : numberFormat({ maximumFractionDigits: 0 }).format(value);

export const decimal = (value: Maybe, digits = 2): string =>
  value == null ? DASH : numberFormat({ maximumFractionDigits: digits }).format(value);

/** "18%" in every locale, as the API's own sentences on the same page spell it. */
export const percent = (value: Maybe, digits = 0): string =>
  value == null ? DASH : `${decimal(value * 100, digits)}%`;

export const signedPercent = (value: Maybe, digits = 0): string =>
  value == null
    ? DASH
    : `${numberFormat({ maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(value * 100)}%`;

const CURRENCY_KEY = 'stockcast.currency';

/** Remembers the currency the API counts in, for pages whose own answers do not name it. */
export function noteCurrency(code: string): void {
  if (code !== currency()) writeStored(CURRENCY_KEY, code);
}

export function currency(): string {
  const stored = readStored(CURRENCY_KEY);
  return typeof stored === 'string' && /^[A-Z]{3}$/.test(stored) ? stored : 'USD';
}

/** Money to the cent: what is charged or paid. In the shop's currency, or in another that is named. */
export const money = (value: Maybe, code = currency()): string =>
  value == null ? DASH : numberFormat({ style: 'currency', currency: code }).format(value);

/** What one unit costs, which may be less than a cent. */
export const price = (value: Maybe, code = currency()): string =>
  value == null
    ? DASH
    : numberFormat({ style: 'currency', currency: code, maximumFractionDigits: 4 }).format(value);

/** Money in estimates and in sums of many products, where cents say nothing. */
export const amount = (value: Maybe, code = currency()): string =>
  value == null
    ? DASH
    : numberFormat({ style: 'currency', currency: code, maximumFractionDigits: 0 }).format(value);

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;

function dateFormat(options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
  return (day: string | null | undefined): string => {
    if (!day) return DASH;
    const time = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
    return Number.isNaN(time) ? day : format.format(time);
  };
}

export const date = dateFormat({ day: 'numeric', month: 'short', year: 'numeric' });
export const shortDate = dateFormat({ day: 'numeric', month: 'short' });
export const fullDate = dateFormat({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
export const dayOfMonth = dateFormat({ day: 'numeric' });
export const weekdayName = dateFormat({ weekday: 'long' });
export const weekdayShort = dateFormat({ weekday: 'short' });
export const weekdayDate = dateFormat({ weekday: 'short', day: 'numeric', month: 'short' });
const monthFormat = dateFormat({ month: 'short', year: 'numeric' });
export const month = (value: string): string => monthFormat(value.length === 7 ? `${value}-01` : value);

const longMonth = dateFormat({ month: 'long', year: 'numeric' });
/** "December 2026". */
export const monthName = (value: string): string => longMonth(`${value}-01`);

const instantFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
export const instant = (value: string | null | undefined): string =>
  value ? instantFormat.format(new Date(value)) : DASH;

// A part of English sentences, so not in the reader's own language as numbers and dates are.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "3 hours ago", "yesterday", for a moment in the past. */
export function ago(value: string | null | undefined, now = Date.now()): string {
  if (!value) return DASH;
  const seconds = (Date.parse(value) - now) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return relative.format(0, 'minute');
}

export function bytes(n: number): string {
  if (n < 1000) return plural(n, 'byte');
  const step = n >= 1e6 ? 1e6 : 1e3;
  return `${decimal(n / step, n >= 1e6 ? 1 : 0)} ${n >= 1e6 ? 'MB' : 'KB'}`;
}

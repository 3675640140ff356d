import type { Supplier } from '@/api/types';
import { decimal, plural } from '@/lib/format';
import { listed } from '@/lib/words';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The Monday of some week, to name weekdays in the reader's language by. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export function weekdayName(day: string, style: 'short' | 'long' = 'short'): string {
  const i = WEEKDAYS.indexOf(day as Weekday);
  const format = new Intl.DateTimeFormat(undefined, { weekday: style, timeZone: 'UTC' });
  return i < 0 ? day : format.format(A_MONDAY + i * DAY_MS);
}

/** "Mon and Thu"; none means that every day will do. */
export const weekdaysWords = (days: string[]): string =>
  days.length === 0 ? 'any day' : listed(days.map((day) => weekdayName(day)));

/** How long a delivery takes: as measured once that counts, else as agreed, else as each product says. */
export function leadTimeWords({ learned_lead_time: learned, lead_time_days: agreed }: Supplier): string {
  if (learned?.counts) return `${decimal(learned.mean_days, 1)} days, measured`;
  if (agreed !== null) return `${plural(agreed, 'day')}, as agreed`;
  return 'not known';
}

/** Calendar days as `YYYY-MM-DD` strings: a shop's day has no time zone. */

const DAY = 86_400_000;

export function toDay(date: Date): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

export const today = (): string => toDay(new Date());

export const dayNumber = (day: string): number =>
  Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY);

export const fromDayNumber = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => fromDayNumber(dayNumber(day) + days);

export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** Every day from the first to the last, both included. */
export function dayRange(first: string, last: string): string[] {
  const days: string[] = [];
  for (let n = dayNumber(first); n <= dayNumber(last); n += 1) days.push(fromDayNumber(n));
  return days;
}

/** The Monday of a day's week. */
export function weekStart(day: string): string {
  const n = dayNumber(day);
  return fromDayNumber(n - ((((n + 3) % 7) + 7) % 7));
}

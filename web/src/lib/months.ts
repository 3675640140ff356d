import { addDays, dayRange, daysBetween, weekStart } from './dates';

/** Months as `YYYY-MM`, and what of them a wall calendar shows. */

export const monthOf = (day: string): string => day.slice(0, 7);

export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The same day so many months on, or the last of that month where it has no such day. */
export function sameDayOf(month: string, day: string): string {
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const wanted = `${month}-${day.slice(8, 10)}`;
  return wanted > last ? last : wanted;
}

/** The weeks, Monday first, in which a month has days. */
export function weeksOf(month: string): string[][] {
  const first = weekStart(`${month}-01`);
  const last = addDays(weekStart(addDays(`${addMonths(month, 1)}-01`, -1)), 6);
  const days = dayRange(first, last);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

export interface Span {
  start: string;
  end: string;
}

/** The part of something that a week shows, with the lane it is drawn in so that nothing lies over anything. */
export interface Segment<T> {
  of: T;
  /** The weekday it begins on, 0 for the first, and for how many days. */
  from: number;
  days: number;
  lane: number;
  begins: boolean;
  ends: boolean;
}

export function segmentsOf<T extends Span>(week: string[], things: T[]): Segment<T>[] {
  const [first = '', last = ''] = [week[0], week.at(-1)];
  const there = things
    .filter(({ start, end }) => start <= last && end >= first)
    .sort((a, b) => a.start.localeCompare(b.start) || b.end.localeCompare(a.end));
  const taken: number[] = [];
  return there.map((one) => {
    const from = Math.max(0, daysBetween(first, one.start));
    const to = Math.min(week.length - 1, daysBetween(first, one.end));
    const free = taken.findIndex((until) => until < from);
    const lane = free === -1 ? taken.length : free;
    taken[lane] = to;
    return {
      of: one,
      from,
      days: to - from + 1,
      lane,
      begins: one.start >= first,
      ends: one.end <= last,
    };
  });
}

import { describe, expect, it } from 'vitest';
import { addMonths, sameDayOf, segmentsOf, weeksOf } from './months';

describe('months', () => {
  it('cross years both ways', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonths('2026-11', 15)).toBe('2028-02');
  });
  it('keep the day, or take the last there is', () => {
    expect(sameDayOf('2027-02', '2026-12-31')).toBe('2027-02-28');
    expect(sameDayOf('2028-02', '2026-12-31')).toBe('2028-02-29');
    expect(sameDayOf('2026-11', '2026-12-04')).toBe('2026-11-04');
  });
  it('are shown in whole weeks from Monday on', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
    expect(weeksOf('2027-02')).toHaveLength(4);
  });
});

describe('what a week shows', () => {
  const week = weeksOf('2026-11')[1] ?? [];
  const of = (start: string, end: string) => ({ start, end });
  it('cuts what goes on before and after', () => {
    const [segment] = segmentsOf(week, [of('2026-10-01', '2026-12-31')]);
    expect(segment).toMatchObject({ from: 0, days: 7, begins: false, ends: false });
    expect(segmentsOf(week, [of('2026-10-01', '2026-11-01')])).toEqual([]);
    expect(segmentsOf(week, [of('2026-11-08', '2026-11-09')])[0]).toMatchObject({ from: 6, days: 1 });
  });
  it('draws no two things over each other, and reuses a lane that is free again', () => {
    const lanes = segmentsOf(week, [
      of('2026-11-02', '2026-11-04'),
      of('2026-11-04', '2026-11-05'),
      of('2026-11-05', '2026-11-08'),
    ]).map(({ lane }) => lane);
    expect(lanes).toEqual([0, 1, 0]);
  });
});

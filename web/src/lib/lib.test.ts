import { afterEach, describe, expect, it, vi } from 'vitest';
import { lastSale, productOf, salesOf } from '@/test/shop';
import { bandsOf, drawnBands, quantileAt } from './bands';
import { cell, toCsv } from './csv';
import { addDays, dayRange, daysBetween, toDay, today, weekStart } from './dates';
import { bytes, units } from './format';
import { atMost, between, coverageWords, skillWords, timesIn } from './words';

describe('probabilities in words', () => {
  it.each([
    [0.9, '9 times in 10'],
    [0.95, '19 times in 20'],
    [0.8, '4 times in 5'],
    [0.5, '1 time in 2'],
    [0.975, '39 times in 40'],
    [0.99, '99 times in 100'],
  ])('says %s as %s', (share, words) => expect(timesIn(share)).toBe(words));

  it('speaks of a quantile as a buyer would', () =>
    expect(atMost(0.9, 7, 'a day')).toBe('9 times in 10 you will sell 7 or fewer a day'));

  it('does not speak of a range that is a point', () => {
    expect(between(3, 3, 0.8)).toBe('3 (4 times in 5)');
    expect(between(80, 112, 0.8)).toBe('between 80 and 112 (4 times in 5)');
  });

  it('tells a band that held from one that did not', () => {
    const of = (actual: number | null) => coverageWords({ level: 0.8, expected: 0.8, actual, points: 364 });
    expect(of(0.81)).toContain('as promised');
    expect(of(0.6)).toContain('too narrow');
    expect(of(0.95)).toContain('safe side');
    expect(of(null)).toContain('not been checked');
  });

  it('admits a forecast that is worse than repeating last week', () => {
    expect(skillWords(-0.1)).toContain('larger misses');
    expect(skillWords(0.3)).toContain('smaller misses');
    expect(skillWords(0)).toContain('As good as');
  });
});

describe('bands out of quantiles', () => {
  const keys = ['0.025', '0.1', '0.25', '0.5', '0.75', '0.9', '0.975'];
  it('pairs what mirrors, widest first', () =>
    expect(bandsOf(keys).map((band) => band.level)).toEqual([0.95, 0.8, 0.5]));
  it('draws only bands that are there', () => {
    expect(drawnBands(['0.1', '0.5', '0.9']).map((band) => band.level)).toEqual([0.8]);
    expect(drawnBands(['0.5'])).toEqual([]);
  });
  it('finds a quantile whatever its spelling', () => {
    expect(quantileAt({ '0.90': 7 }, 0.9)).toBe(7);
    expect(quantileAt({}, 0.9)).toBeNull();
  });
});

describe('calendar days', () => {
  it('crosses months and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(dayRange('2026-11-29', '2026-12-02')).toHaveLength(4);
  });
  it('starts weeks on Monday', () => {
    expect(weekStart('2026-11-22')).toBe('2026-11-16');
    expect(weekStart('2026-11-23')).toBe('2026-11-23');
  });
});

describe('today', () => {
  const before = Date.now();
  afterEach(() => vi.setSystemTime(before));
  it('is the day on the reader’s own clock, late in the evening too', () => {
    vi.setSystemTime(new Date(2028, 1, 28, 23, 59));
    expect(today()).toBe('2028-02-28');
    vi.setSystemTime(new Date(2028, 1, 29, 0, 1));
    expect(today()).toBe('2028-02-29');
    expect(toDay(new Date(2026, 11, 31, 23, 59))).toBe('2026-12-31');
  });
  it('moves the made-up shop, whose sales end yesterday', () => {
    vi.setSystemTime(new Date(2028, 2, 1, 12));
    expect(lastSale()).toBe('2028-02-29');
    expect(salesOf(productOf(0)).at(-1)?.date).toBe('2028-02-29');
    expect(productOf(0).stock_as_of).toBe('2028-02-29');
  });
});

describe('comma-separated text', () => {
  it.each(['=1+1', '+49', '-x', '@a', '\tz'])('disarms %j', (text) =>
    expect(cell(text)).toContain(`'${text}`),
  );
  it('leaves numbers alone, negative ones too', () => expect(cell(-3)).toBe('-3'));
  it('quotes what needs it', () => expect(cell('a, "b"')).toBe('"a, ""b"""'));
  it('quotes cells and ends lines as RFC 4180 says', () => {
    const rows = [
      { a: 'plain', b: 'with, comma' },
      { a: 'line\nbreak', b: '"quoted"' },
    ];
    const text = toCsv(
      [
        ['a', (r) => r.a],
        ['b', (r) => r.b],
      ],
      rows,
    );
    expect(text).toBe('a,b\r\nplain,"with, comma"\r\n"line\nbreak","""quoted"""\r\n');
  });
});

describe('numbers', () => {
  it('keeps a decimal where units are few', () => {
    expect(units(0.4)).toBe('0.4');
    expect(units(12.4)).toBe('12');
    expect(units(null)).toBe('–');
  });
  it('writes file sizes', () => {
    expect(bytes(87)).toBe('87 bytes');
    expect(bytes(2_400_000)).toBe('2.4 MB');
  });
});

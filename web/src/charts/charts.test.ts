import { describe, expect, it } from 'vitest';
import { forecastOf } from '@/test/forecasting';
import { lastSale, productOf } from '@/test/shop';
import { addDays } from '@/lib/dates';
import { steps } from '@/ui/waterfall';
import { fanOf } from './fan';
import { dueOf, projection } from './projection';

const sale = (date: string, quantity_sold: number) => ({
  product_id: 'A',
  date,
  quantity_sold,
  price: null,
  revenue: null,
  created_at: null,
});

describe('the fan', () => {
  const forecast = forecastOf(productOf(0), 7);
  const fan = fanOf([sale(addDays(lastSale(), -2), 4), sale(lastSale(), 6)], forecast);

  it('runs from the first sale to the last forecast day', () => expect(fan.days).toHaveLength(3 + 7));
  it('reads a day without a record as nothing sold, but only before history ends', () =>
    expect(fan.history.slice(0, 4)).toEqual([4, 0, 6, null]));
  it('starts the forecast after the last known day', () => {
    expect(fan.median[fan.end]).toBeNull();
    expect(fan.median[fan.end + 1]).toBeTypeOf('number');
  });
  it('nests its bands', () => {
    expect(fan.bands.map((band) => band.level)).toEqual([0.95, 0.8, 0.5]);
    const at = fan.end + 1;
    const lows = fan.bands.map((band) => band.lower[at] ?? 0);
    expect(lows).toEqual([...lows].sort((a, b) => a - b));
  });
  it('is empty without sales and forecast', () => expect(fanOf([], null).days).toEqual([]));
});

describe('the stock projection', () => {
  const forecast = forecastOf(productOf(0), 5);
  it('takes the expected demand off each day and never goes below nothing', () => {
    const [first = 0, second = 0] = forecast.forecast.map((day) => day.predicted_demand);
    const days = projection(first + second + 1, null, [], forecast);
    expect(days.map((day) => day.day)).toEqual(forecast.forecast.map((day) => day.forecast_date));
    expect(days[0]?.left).toBeCloseTo(second + 1, 1);
    expect(days[1]?.left).toBeCloseTo(1, 1);
    expect(days.slice(2).map((day) => day.left)).toEqual([0, 0, 0]);
  });
  it('keeps what is owed until it arrives', () => {
    const days = projection(-40, null, [{ day: addDays(lastSale(), 2), quantity: 50 }], forecast);
    expect(days[0]?.left).toBe(-40);
    expect(days[1]?.left).toBeLessThan(10);
    expect(days[1]?.left).toBeGreaterThanOrEqual(0);
  });
  it('adds what arrives, once', () => {
    const days = projection(0, null, [{ day: addDays(lastSale(), 2), quantity: 500 }], forecast);
    expect(days.filter((day) => day.arrived > 0)).toHaveLength(1);
    expect(days[1]?.left).toBeGreaterThan(400);
  });
  it('adds each delivery on its own day, and what is overdue tomorrow', () => {
    const line = (expected_on: string, quantity: number, overdue_days: number) => ({
      purchase_order_id: 'PO-1',
      expected_on,
      quantity,
      overdue_days,
    });
    const day = addDays(lastSale(), 1);
    const due = dueOf([line(addDays(day, -3), 60, 3), line(addDays(day, 2), 200, 0)], day);
    const days = projection(0, null, due, forecast);
    expect(days.map(({ arrived }) => arrived)).toEqual([0, 60, 200, 0, 0]);
  });
  it('does not take off days before the count', () =>
    expect(projection(30, addDays(lastSale(), 1), [], forecast)).toHaveLength(4));
});

describe('the waterfall', () => {
  it('starts each step where the one before ended, and sums at zero', () => {
    const line = (label: string, quantity: number, kind: 'step' | 'subtotal' | 'total' = 'step') => ({
      label,
      quantity,
      source: '',
      kind,
    });
    const { rows, low, high } = steps([
      line('Forecast', 100),
      line('Safety stock', 20),
      line('In stock', -150),
      line('Net need', -30, 'subtotal'),
      line('Covered already', 30),
      line('Order', 0, 'total'),
    ]);
    expect(rows.map((row) => [row.from, row.to])).toEqual([
      [0, 100],
      [100, 120],
      [120, -30],
      [0, -30],
      [-30, 0],
      [0, 0],
    ]);
    expect([low, high]).toEqual([-30, 120]);
  });
});

import type { Forecast, Recommendation } from '@/api/types';
import { addDays } from '@/lib/dates';

export interface StockDay {
  day: string;
  left: number;
  arrived: number;
}

/** Units on their way, and the day they are likely to come. */
export interface Due {
  day: string;
  quantity: number;
}

/**
 * Stock at the end of each forecast day when the expected demand is sold and nothing new is ordered.
 * What is sold but not there, stock below zero, stays owed until it arrives; demand that finds an empty shelf is lost.
 * Days up to the day the stock was counted are not taken off it again. What was due before the first day comes on it.
 */
export function projection(
  onHand: number,
  countedOn: string | null,
  due: Due[],
  forecast: Forecast,
): StockDay[] {
  let left = onHand;
  let waiting = due;
  return forecast.forecast
    .filter((day) => countedOn === null || day.forecast_date > countedOn)
    .map((day) => {
      const come = waiting.filter((one) => one.day <= day.forecast_date);
      waiting = waiting.filter((one) => one.day > day.forecast_date);
      const arrived = come.reduce((sum, one) => sum + one.quantity, 0);
      const there = left + arrived;
      left = Math.max(Math.min(there, 0), there - day.predicted_demand);
      return { day: day.forecast_date, left: Math.round(left * 10) / 10, arrived };
    });
}

/** What is on its way by day: what is overdue comes tomorrow at the soonest, as the recommendation takes it. */
export const dueOf = (inbound: Recommendation['inbound'], today: string): Due[] =>
  inbound.map((line) => ({
    day: line.overdue_days > 0 ? addDays(today, 1) : line.expected_on,
    quantity: line.quantity,
  }));

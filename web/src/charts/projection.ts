import type { Forecast } from '@/api/types';

export interface StockDay {
  day: string;
  left: number;
  arrived: number;
}

/**
 * Stock at the end of each forecast day when the expected demand is sold and nothing new is ordered.
 * What is sold but not there, stock below zero, stays owed until it arrives; demand that finds an empty shelf is lost.
 * Days up to the day the stock was counted are not taken off it again.
 */
export function projection(
  onHand: number,
  countedOn: string | null,
  onOrder: number,
  arrives: string | null,
  forecast: Forecast,
): StockDay[] {
  let left = onHand;
  let due = onOrder;
  return forecast.forecast
    .filter((day) => countedOn === null || day.forecast_date > countedOn)
    .map((day) => {
      const arrived = arrives !== null && due > 0 && day.forecast_date >= arrives ? due : 0;
      due -= arrived;
      const there = left + arrived;
      left = Math.max(Math.min(there, 0), there - day.predicted_demand);
      return { day: day.forecast_date, left: Math.round(left * 10) / 10, arrived };
    });
}

import type { Forecast, Product, Recommendation } from '@/api/types';
import { ago, date, percent, plural, shortDate, units } from '@/lib/format';
import { timesIn } from '@/lib/words';
import { Stat, Stats } from '@/ui/Stat';

interface FactsProps {
  product: Product;
  forecast: Forecast | null | undefined;
  recommendation: Recommendation | undefined;
}

function orderNote(recommendation: Recommendation | undefined): string {
  const by = recommendation?.order_by_date;
  if (recommendation?.recommended_order_quantity === 0) {
    return by ? `nothing yet; next by ${shortDate(by)}` : 'nothing to order';
  }
  return by ? `units, by ${shortDate(by)}` : 'units';
}

/** The five numbers a buyer asks for first. */
export function Facts({ product, forecast, recommendation }: FactsProps) {
  const interval = forecast?.total.confidence_interval;
  return (
    <Stats label="At a glance">
      <Stat
        label="On hand"
        value={product.on_hand == null ? 'Unknown' : units(product.on_hand)}
        note={
          product.on_hand == null
            ? 'enter it under Edit'
            : `units${product.stock_as_of ? `, counted ${shortDate(product.stock_as_of)}` : ''}${product.on_order > 0 ? ` · ${units(product.on_order)} on order` : ''}`
        }
      />
      <Stat
        label="Days of cover"
        value={units(recommendation?.days_of_cover)}
        note={
          recommendation?.stockout_date ? `runs out ${date(recommendation.stockout_date)}` : 'at the forecast'
        }
        how="Days until the last unit that is in stock now is sold, at the median forecast: half the time it will be sooner, half the time later. The day it runs out also counts what is on its way."
      />
      <Stat
        label="Risk of running out"
        value={percent(recommendation?.stockout_probability)}
        note={
          recommendation?.lead_time_days == null
            ? 'before an order placed now arrives'
            : `before an order placed now arrives, in ${plural(recommendation.lead_time_days, 'day')}`
        }
        how="The chance that demand during the lead time is more than what is on hand and on order."
      />
      <Stat
        label="Suggested order"
        value={units(recommendation?.recommended_order_quantity)}
        note={orderNote(recommendation)}
        how="Worked out step by step under Order: forecast and buffer over the protection period, less what is there, rounded up to the supplier’s terms."
      />
      <Stat
        label={forecast ? `Next ${forecast.horizon_days} days` : 'Forecast'}
        value={forecast ? units(forecast.total.predicted_demand) : 'None yet'}
        note={
          forecast && interval
            ? `units; ${units(interval.lower)} to ${units(interval.upper)}, ${timesIn(interval.level)} · made ${ago(forecast.generated_at)}`
            : 'press Forecast to make one'
        }
        how="Expected units in all. The range is that of the sum itself: adding up single days’ ranges would make it far too wide."
      />
    </Stats>
  );
}

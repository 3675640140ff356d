import type { Forecast, Product } from '@/api/types';
import { quantileAt } from '@/lib/bands';
import { percent, units } from '@/lib/format';
import { atMost, between, patternWords } from '@/lib/words';
import classes from './Product.module.css';

/** The middle value of some numbers. */
function middle(values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? null : (sorted[Math.floor((sorted.length - 1) / 2)] ?? null);
}

/** The forecast said the way one buyer would say it to another. */
export function InWords({ forecast, product }: { forecast: Forecast; product: Product }) {
  const { total, horizon_days: days } = forecast;
  const { lower, upper, level } = total.confidence_interval;
  const high = middle(forecast.forecast.flatMap((day) => quantileAt(day.quantiles, 0.9) ?? []));
  const low = middle(forecast.forecast.flatMap((day) => quantileAt(day.quantiles, 0.5) ?? []));
  return (
    <div className={classes.say}>
      <p>
        <strong>
          In the next {days} days you will most likely sell about {units(total.predicted_demand)} units of{' '}
          {product.name}: {between(lower, upper, level)}.
        </strong>
      </p>
      <p>
        {high != null && low != null && (
          <>
            On a typical day: half the time {units(low)} or fewer; {lowerFirst(atMost(0.9, high, 'that day'))}
            .{' '}
          </>
        )}
        {patternWords(forecast.demand_pattern)}.{' '}
        {forecast.model_accuracy == null
          ? 'How far to trust it is not known yet: there is too little history to test against.'
          : `Tested on past weeks it got ${percent(forecast.model_accuracy)} of units right, day by day.`}
      </p>
    </div>
  );
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

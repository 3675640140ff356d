import type { Recommendation } from '@/api/types';
import { plural, shortDate, units } from '@/lib/format';
import classes from './Arrivals.module.css';

/** What is on its way, by the day it is expected. */
export function Arrivals({ lines }: { lines: Recommendation['inbound'] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label="On its way" className={classes.arrivals}>
      <strong className="small">On its way</strong>
      <ul>
        {lines.map((line, index) => (
          // An order may have several lines for the same day.
          <li key={`${line.purchase_order_id ?? ''}${line.expected_on}${index}`} className="small">
            <strong className="num">{units(line.quantity)}</strong> on {shortDate(line.expected_on)}{' '}
            <span className="dim">
              {line.purchase_order_id == null
                ? 'without a purchase order'
                : `order ${line.purchase_order_id}`}
            </span>
            {line.overdue_days > 0 && (
              <span className={classes.overdue}> {plural(line.overdue_days, 'day')} overdue</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

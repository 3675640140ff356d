import type { SalesSummary } from '@/api/types';
import { count, amount, month, plural } from '@/lib/format';
import { Panel } from '@/ui/Panel';
import classes from './SalesMonths.module.css';

/** Units a month over the last year, as plain bars. */
export function SalesMonths({ summary }: { summary: SalesSummary }) {
  const months = summary.by_month.slice(-13);
  const top = Math.max(1, ...months.map((one) => one.total_units));
  return (
    <Panel
      title="Sales, units a month"
      hint={`${count(summary.total_units)} units and ${amount(summary.total_revenue)} in all, over ${plural(summary.product_days, 'product-day')}.`}
    >
      {months.length === 0 ? (
        <p className="dim small">No sales yet.</p>
      ) : (
        <ol className={classes.bars}>
          {months.map((one, i) => (
            <li key={one.month} className={classes.month}>
              <span className="sr">
                {month(one.month)}: {count(one.total_units)} units
              </span>
              <span
                className={classes.track}
                aria-hidden
                title={`${month(one.month)}: ${count(one.total_units)} units`}
              >
                <span className={classes.bar} style={{ height: `${(one.total_units / top) * 100}%` }} />
              </span>
              <span className={classes.name} aria-hidden>
                {i % 3 === (months.length - 1) % 3 ? month(one.month).replace(/\s*\d+$/, '') : ''}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

import { Link } from 'react-router';
import type { Recommendations } from '@/api/reports';
import type { Recommendation, Urgency } from '@/api/types';
import { count, amount } from '@/lib/format';
import { URGENCY } from '@/lib/urgency';
import { URGENCY_ICON } from '@/ui/UrgencyBadge';
import classes from './Exceptions.module.css';

const sum = (items: Recommendation[], pick: (item: Recommendation) => number | null | undefined): number =>
  items.reduce((total, item) => total + (pick(item) ?? 0), 0);

interface Tile {
  urgency: Urgency;
  note: string;
}

/** One tile a kind of exception: how many products, what is at stake, and the way to the list. */
export function Exceptions({ items, totals, complete }: Recommendations) {
  // Money is added up over the lines that were fetched; of a longer list that is not all of it.
  const money = (of: Recommendation[], pick: (item: Recommendation) => number | null | undefined) =>
    `${complete ? '' : 'at least '}${amount(sum(of, pick))}`;
  const of = (...kinds: Urgency[]) => items.filter((item) => kinds.includes(item.urgency));
  const tiles: Tile[] = [
    {
      urgency: 'stocked_out',
      note: `${money(of('stocked_out'), (i) => i.value_at_risk)} of sales at risk`,
    },
    {
      urgency: 'expedite',
      note: `${money(of('expedite'), (i) => i.value_at_risk)} of sales at risk`,
    },
    {
      urgency: 'order_now',
      note: `${money(of('order_now'), (i) => i.value_at_risk)} of sales at risk`,
    },
    { urgency: 'order_soon', note: 'before the next review' },
    { urgency: 'overstock', note: `${money(of('overstock'), (i) => i.excess_value)} tied up` },
    { urgency: 'unknown_stock', note: 'enter what is on hand' },
    { urgency: 'no_forecast', note: 'not enough sales, or not made yet' },
  ];
  return (
    <section aria-label="What needs attention">
      <ul className={classes.tiles}>
        {tiles.map(({ urgency, note }) => {
          const Shape = URGENCY_ICON[urgency];
          const { label, tone } = URGENCY[urgency];
          const n = totals.by_urgency[urgency] ?? 0;
          return (
            <li key={urgency}>
              <Link
                to={`/orders?urgency=${urgency}`}
                className={classes.tile}
                data-tone={n > 0 ? tone : 'none'}
              >
                <span className={classes.label}>
                  <Shape size={16} stroke={2} aria-hidden />
                  {label}
                </span>
                <span className={classes.count}>
                  {count(n)}
                  <small> {n === 1 ? 'product' : 'products'}</small>
                </span>
                <span className={classes.note}>{n > 0 ? note : 'nothing to do'}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

import { Link } from 'react-router';
import type { Urgency, UrgencyGroup } from '@/api/types';
import { amount, count } from '@/lib/format';
import { URGENCY } from '@/lib/urgency';
import { URGENCY_ICON } from '@/ui/UrgencyBadge';
import classes from './Exceptions.module.css';

const atRisk = (group: UrgencyGroup) => `${amount(group.value_at_risk)} of sales at risk`;

/** What is said below each number, in the order of the tiles. */
const TILES: [Urgency, (group: UrgencyGroup) => string][] = [
  ['expedite', atRisk],
  ['stocked_out', atRisk],
  ['order_now', atRisk],
  ['order_soon', () => 'before the next review'],
  ['overstock', (group) => `${amount(group.excess_value)} tied up`],
  ['unknown_stock', () => 'enter what is on hand'],
  ['no_forecast', () => 'not enough sales, or not made yet'],
];

/** One tile a kind of exception: how many products, what is at stake, and the way to the list. */
export function Exceptions({ groups }: { groups: UrgencyGroup[] }) {
  return (
    <section aria-label="What needs attention">
      <ul className={classes.tiles}>
        {TILES.map(([urgency, note]) => {
          const Shape = URGENCY_ICON[urgency];
          const { label, tone } = URGENCY[urgency];
          const group = groups.find((one) => one.urgency === urgency);
          const n = group?.products ?? 0;
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
                <span className={classes.note}>{group && n > 0 ? note(group) : 'nothing to do'}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

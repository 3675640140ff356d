import type { Recommendation } from '@/api/types';
import { count } from '@/lib/format';
import { countByUrgency } from '@/lib/useRecommendations';
import { URGENCIES, URGENCY } from '@/lib/urgency';
import classes from './Orders.module.css';

interface UrgencyFilterProps {
  items: Recommendation[];
  value: string;
  onChange: (urgency: string) => void;
}

export function UrgencyFilter({ items, value, onChange }: UrgencyFilterProps) {
  const counts = countByUrgency(items);
  const choices: [string, string, number][] = [
    ['due', 'Due', counts.stocked_out + counts.expedite + counts.order_now + counts.order_soon],
    ...URGENCIES.map((one): [string, string, number] => [one, URGENCY[one].label, counts[one]]),
    ['all', 'All', items.length],
  ];
  return (
    <fieldset className={classes.chips}>
      <legend className="sr">Show products with the status</legend>
      {choices.map(([key, label, n]) => (
        <label key={key} className={classes.chip}>
          <input
            type="radio"
            name="urgency"
            className="sr"
            checked={value === key}
            onChange={() => onChange(key)}
          />
          {label} <span>{count(n)}</span>
        </label>
      ))}
    </fieldset>
  );
}

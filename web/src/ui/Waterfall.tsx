import { units } from '@/lib/format';
import { How } from './How';
import classes from './Waterfall.module.css';
import { steps, type WaterfallLine } from './waterfall';

/** A quantity built up line by line: each bar starts where the one before ended. */
export function Waterfall({ lines }: { lines: WaterfallLine[] }) {
  const { rows, low, high } = steps(lines);
  const span = high - low || 1;
  const at = (value: number) => `${((value - low) / span) * 100}%`;
  return (
    <table className={classes.table}>
      <caption className="sr">From the forecast to the order, in units</caption>
      <tbody>
        {rows.map((row, i) => (
          <tr key={`${row.label}${i}`} data-total={row.kind === 'step' ? undefined : true}>
            <th scope="row">
              {row.label}
              {row.source && <How about={row.label}>{row.source}</How>}
            </th>
            <td className={classes.track} aria-hidden>
              <span
                className={classes.bar}
                data-kind={row.kind !== 'step' ? 'total' : row.quantity < 0 ? 'minus' : 'plus'}
                style={{
                  left: at(Math.min(row.from, row.to)),
                  width: `max(2px, ${(Math.abs(row.to - row.from) / span) * 100}%)`,
                }}
              />
            </td>
            <td className={classes.number}>
              {row.kind === 'step' && row.quantity > 0 && i > 0 ? '+' : ''}
              {units(row.quantity).replace('-', '−')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

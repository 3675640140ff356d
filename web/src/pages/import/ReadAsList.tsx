import type { ReadAs } from '@/api/types';
import classes from './Import.module.css';
import { CHOICES, choiceWords, controlWords, kindWords, roleWords, type OptionName } from './words';

/** How a file was read, of one that has been read. */
export function ReadAsList({ readAs }: { readAs: ReadAs }) {
  const columns = Object.entries(readAs.columns).flatMap(([role, name]) =>
    name === null ? [] : [[roleWords(role), name] as const],
  );
  const options = (Object.keys(CHOICES) as OptionName[]).flatMap((name) => {
    const value = readAs[name];
    return value === null ? [] : [[controlWords('option', name), choiceWords(CHOICES[name], value)] as const];
  });
  return (
    <details className={classes.pad}>
      <summary>How the file was read: {kindWords(readAs)}</summary>
      <dl className={classes.read}>
        {[...columns, ...options].map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {readAs.unused_columns.length > 0 && (
        <p className="small dim">Not used: {readAs.unused_columns.join(', ')}</p>
      )}
    </details>
  );
}

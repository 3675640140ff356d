import classes from './Import.module.css';

const NAMES = ['Choose a file', 'See what it is read as', 'Done'];

/** Where the import is. */
export function Steps({ at }: { at: number }) {
  return (
    <ol className={classes.steps} aria-label="Steps of the import">
      {NAMES.map((name, i) => (
        <li key={name} aria-current={i === at ? 'step' : undefined} data-done={i < at || undefined}>
          <span aria-hidden>{i < at ? '✓' : i + 1}</span>
          <span className={classes.stepName}>{name}</span>
        </li>
      ))}
    </ol>
  );
}

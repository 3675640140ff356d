import { Button, Radio } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Difference, Side } from '@/lib/differences';
import { plural } from '@/lib/format';
import classes from './Conflict.module.css';
import { Form } from './Form';

interface ConflictProps {
  /** What was being changed, such as “Trade fair”. */
  what: string;
  differences: Difference[];
  onChoose: (chosen: Record<string, Side>) => void;
  onCancel: () => void;
  busy: boolean;
}

/** Two people changed the same thing: both versions side by side, to choose from field by field. */
export function Conflict({ what, differences, onChoose, onCancel, busy }: ConflictProps) {
  const [chosen, setChosen] = useState<Record<string, Side>>(() =>
    Object.fromEntries(differences.flatMap(({ key, suggested }) => (suggested ? [[key, suggested]] : []))),
  );
  const [tried, setTried] = useState(false);
  const all = (side: Side) => setChosen(Object.fromEntries(differences.map(({ key }) => [key, side])));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (differences.every(({ key }) => chosen[key])) onChoose(chosen);
  };
  return (
    <Form onSubmit={submit}>
      <p role="alert">
        <strong>{what} was changed by someone else while you were editing.</strong>{' '}
        {differences.length === 0
          ? 'Both of you changed it to the same.'
          : `Nothing of yours is lost. Choose what to keep of the ${plural(differences.length, 'field')} in which the two differ.`}
      </p>
      {differences.length > 1 && (
        <div className="row">
          <Button size="xs" variant="default" onClick={() => all('mine')}>
            Keep all of mine
          </Button>
          <Button size="xs" variant="default" onClick={() => all('theirs')}>
            Keep all of theirs
          </Button>
        </div>
      )}
      {differences.map((one) => (
        <Radio.Group
          key={one.key}
          label={one.label}
          description={`Before: ${one.before || 'empty'}`}
          value={chosen[one.key] ?? ''}
          onChange={(side) => setChosen((now) => ({ ...now, [one.key]: side as Side }))}
          error={tried && !chosen[one.key] && 'Both of you changed this. Choose one.'}
        >
          <div className={classes.sides}>
            <Choice side="mine" title="Yours" text={one.mine} invalid={tried && !chosen[one.key]} />
            <Choice side="theirs" title="Theirs" text={one.theirs} invalid={tried && !chosen[one.key]} />
          </div>
        </Radio.Group>
      ))}
      <div className="row-end">
        <Button variant="default" onClick={onCancel}>
          Back to my changes
        </Button>
        <Button type="submit" loading={busy}>
          Save
        </Button>
      </div>
    </Form>
  );
}

interface ChoiceProps {
  side: Side;
  title: string;
  text: string;
  invalid: boolean;
}

function Choice({ side, title, text, invalid }: ChoiceProps) {
  return (
    <Radio
      value={side}
      className={classes.side ?? ''}
      aria-invalid={invalid || undefined}
      label={
        <>
          <span className="dim">{title}: </span>
          <strong>{text || 'empty'}</strong>
        </>
      }
    />
  );
}

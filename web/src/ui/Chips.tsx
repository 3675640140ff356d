import classes from './Chips.module.css';

export interface Choice {
  value: string;
  label: string;
  /** A number beside it. */
  note?: string;
}

interface ChipsProps {
  legend: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  choices: Choice[];
}

/** One of some, all in sight: a row of chips that a phone moves sideways. */
export function Chips({ legend, name, value, onChange, choices }: ChipsProps) {
  return (
    <fieldset className={classes.chips}>
      <legend className="sr">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.chip}>
          <input
            type="radio"
            name={name}
            className="sr"
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label} {choice.note && <span>{choice.note}</span>}
        </label>
      ))}
    </fieldset>
  );
}

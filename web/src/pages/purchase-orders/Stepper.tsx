import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { units } from '@/lib/format';
import classes from './Receive.module.css';

interface StepperProps {
  label: string;
  value: number;
  /** Units still to come. */
  open: number;
  /** What one press adds or takes: a pack. */
  step: number;
  onChange: (quantity: number) => void;
}

const round = (value: number): number => Number(value.toPrecision(12));

/** A quantity for thumbs: down, up, all of it, or typed. */
export function Stepper({ label, value, open, step, onChange }: StepperProps) {
  const [typed, setTyped] = useState<{ text: string; value: number } | null>(null);
  const text = typed?.value === value ? typed.text : value === 0 ? '' : String(value);
  return (
    <div className={classes.stepper}>
      <ActionIcon
        size={48}
        variant="default"
        aria-label={`Fewer of ${label}`}
        disabled={value === 0}
        onClick={() => onChange(Math.max(0, round(value - step)))}
      >
        <IconMinus size={20} />
      </ActionIcon>
      <TextInput
        size="lg"
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        placeholder="0"
        aria-label={`Arrived of ${label}`}
        styles={{ input: { minWidth: `calc(${String(text.length)}ch + 40px)` } }}
        value={text}
        onChange={(event) => {
          const next = Math.max(0, Number(event.currentTarget.value) || 0);
          setTyped({ text: event.currentTarget.value, value: next });
          onChange(next);
        }}
      />
      <ActionIcon
        size={48}
        variant="default"
        aria-label={`More of ${label}`}
        onClick={() => onChange(round(value + step))}
      >
        <IconPlus size={20} />
      </ActionIcon>
      <Button
        size="md"
        h={48}
        variant={value === open ? 'light' : 'default'}
        aria-label={`All ${units(open)} of ${label}`}
        onClick={() => onChange(open)}
      >
        All {units(open)}
      </Button>
      {value > open && <span className={classes.wrong}>{units(round(value - open))} more than is open</span>}
    </div>
  );
}

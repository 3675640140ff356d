import { Button, TextInput } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { decimal } from '@/lib/format';
import { misfit, nearest, type Terms } from '@/lib/packs';
import classes from './QuantityInput.module.css';

interface QuantityInputProps {
  label: string;
  value: number;
  onChange: (quantity: number) => void;
  /** What the supplier takes; nothing is checked while it is not known. */
  terms: Terms | undefined;
  /** Stands before the field. */
  before?: ReactNode;
  edited?: boolean;
  /** Why it cannot be saved so; what the supplier would not take can be. */
  error?: string | undefined;
}

const WHY = {
  below_minimum: (terms: Terms) => `At least ${decimal(terms.min_order_quantity)}`,
  broken_pack: (terms: Terms) => `Packs of ${decimal(terms.order_multiple)}`,
};

/** Units to order. What the supplier would not take is said while it is typed, with the nearest that it would. */
export function QuantityInput({ label, value, onChange, terms, before, edited, error }: QuantityInputProps) {
  const [typed, setTyped] = useState<{ text: string; value: number } | null>(null);
  // What is typed stays as it is (“1.”, nothing at all) for as long as it means the value.
  const text = typed?.value === value ? typed.text : String(value);
  const problem = terms && !error ? misfit(value, terms) : null;
  const why = useId();
  return (
    <span className={classes.quantity} data-edited={edited === true ? true : undefined}>
      <span className={classes.field}>
        {before}
        <TextInput
          size="xs"
          type="number"
          inputMode="decimal"
          min={0}
          step={terms?.order_multiple ?? 1}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || problem ? why : undefined}
          data-misfit={problem ? true : undefined}
          value={text}
          onChange={(event) => {
            const next = Math.max(0, Number(event.currentTarget.value) || 0);
            setTyped({ text: event.currentTarget.value, value: next });
            onChange(next);
          }}
        />
      </span>
      {error && (
        <span className={classes.error} id={why}>
          {error}
        </span>
      )}
      {terms && problem && (
        <span className={classes.misfit} id={why}>
          {WHY[problem](terms)}
          <Button
            size="compact-xs"
            variant="light"
            aria-label={`${label}: make it ${decimal(nearest(value, terms))}`}
            onClick={() => onChange(nearest(value, terms))}
          >
            Make it {decimal(nearest(value, terms))}
          </Button>
        </span>
      )}
    </span>
  );
}

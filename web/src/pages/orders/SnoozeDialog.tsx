import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { useSnooze, useWake } from '@/api/recommendations';
import type { Recommendation } from '@/api/types';
import { addDays, today } from '@/lib/dates';
import { date } from '@/lib/format';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { undoable } from '@/ui/undo';
import { useUnsaved } from '@/ui/unsaved';
import { useFields, type Errors } from '@/ui/useFields';

interface SnoozeProps {
  row: Recommendation;
  onClose: () => void;
}

/** Until when a product is left out of the order list, and why. */
export function SnoozeDialog({ opened, ...props }: SnoozeProps & { opened: boolean }) {
  return (
    <Dialog opened={opened} onClose={props.onClose} title={`Leave ${props.row.name} out`} size={460}>
      <Fields {...props} />
    </Dialog>
  );
}

interface Values {
  until: string;
  reason: string;
}

const check = ({ until, reason }: Values): Errors<keyof Values> => ({
  ...(until > today() && until <= addDays(today(), 365)
    ? {}
    : { until: 'A day from tomorrow on, within a year' }),
  ...(reason.trim() === '' ? { reason: 'Say why, for whoever looks next' } : {}),
});

function Fields({ row, onClose }: SnoozeProps) {
  const [values, setValues] = useState<Values>(() => ({ until: addDays(today(), 7), reason: '' }));
  const snooze = useSnooze();
  const wake = useWake();
  const close = useUnsaved(values.reason !== '');
  const problem = snooze.error ? asProblem(snooze.error) : null;
  const save = () =>
    snooze.mutate(
      { id: row.product_id, until: values.until, reason: values.reason.trim() },
      {
        onSuccess: () => {
          onClose();
          undoable({
            done: `${row.name} is left out until ${date(values.until)}`,
            undo: () => wake.mutateAsync(row.product_id),
            undone: `${row.name} is in the list again`,
          });
        },
      },
    );
  const { submit, bind } = useFields({ values, setValues, check, problem, save });
  return (
    <Form onSubmit={submit}>
      <TextInput
        label="Until"
        description="On this day it is in the list again"
        type="date"
        min={addDays(today(), 1)}
        max={addDays(today(), 365)}
        {...bind('until')}
      />
      <TextInput
        label="Why"
        placeholder="New range comes in spring"
        maxLength={500}
        data-autofocus
        {...bind('reason')}
      />
      {problem && <Problem error={problem} />}
      <div className="row-end">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={snooze.isPending}>
          Leave out
        </Button>
      </div>
    </Form>
  );
}

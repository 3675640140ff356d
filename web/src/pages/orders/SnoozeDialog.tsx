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

function Fields({ row, onClose }: SnoozeProps) {
  const [until, setUntil] = useState(() => addDays(today(), 7));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const snooze = useSnooze();
  const wake = useWake();
  const close = useUnsaved(reason !== '');
  const errors = {
    until: until > today() && until <= addDays(today(), 365) ? null : 'A day from tomorrow on, within a year',
    reason: reason.trim() === '' ? 'Say why, for whoever looks next' : null,
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (errors.until !== null || errors.reason !== null) return;
        snooze.mutate(
          { id: row.product_id, until, reason: reason.trim() },
          {
            onSuccess: () => {
              onClose();
              undoable({
                done: `${row.name} is left out until ${date(until)}`,
                undo: () => wake.mutateAsync(row.product_id),
                undone: `${row.name} is in the list again`,
              });
            },
          },
        );
      }}
    >
      <TextInput
        label="Until"
        description="On this day it is in the list again"
        type="date"
        min={addDays(today(), 1)}
        max={addDays(today(), 365)}
        value={until}
        error={tried && errors.until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <TextInput
        label="Why"
        placeholder="New range comes in spring"
        maxLength={500}
        data-autofocus
        value={reason}
        error={tried && errors.reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {snooze.isError && <Problem error={asProblem(snooze.error)} />}
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

import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChangeOrder } from '@/api/purchaseOrders';
import type { PurchaseOrder } from '@/api/types';
import { nextArrival } from '@/lib/deliveries';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { undoable } from '@/ui/undo';
import { useUnsaved } from '@/ui/unsaved';

interface ExpectedProps {
  order: PurchaseOrder;
  onClose: () => void;
}

/** The day on which the rest of an order is expected now, and a note. */
export function ExpectedDialog({ opened, ...props }: ExpectedProps & { opened: boolean }) {
  return (
    <Dialog opened={opened} onClose={props.onClose} title="Day and note" size={460}>
      <Fields {...props} />
    </Dialog>
  );
}

function Fields({ order, onClose }: ExpectedProps) {
  const change = useChangeOrder();
  // Several days become one only if one is chosen.
  const days = new Set(order.lines.filter((line) => line.open_quantity > 0).map((line) => line.expected_on));
  const first = days.size === 1 ? (nextArrival(order) ?? '') : '';
  const [day, setDay] = useState(first);
  const [note, setNote] = useState(order.note ?? '');
  const dirty = day !== first || note !== (order.note ?? '');
  const close = useUnsaved(dirty);
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (!dirty) {
          onClose();
          return;
        }
        change.mutate(
          {
            order,
            patch: {
              ...(note === (order.note ?? '') ? {} : { note: note.trim() || null }),
              ...(day === first || day === '' ? {} : { expected_on: day }),
            },
          },
          {
            onSuccess: (saved) => {
              onClose();
              undoable({
                done: 'Order saved',
                undo: () =>
                  change.mutateAsync({
                    order: saved,
                    patch: {
                      note: order.note,
                      lines: order.lines
                        .filter((line) => line.open_quantity > 0)
                        .map((line) => ({ line: line.line, expected_on: line.expected_on })),
                    },
                  }),
                undone: 'The order is as it was before',
              });
            },
          },
        );
      }}
    >
      <TextInput
        label="Expected on"
        type="date"
        description={
          days.size > 1
            ? 'Lines are expected on different days. A day here is for all of them; left empty, they stay.'
            : 'For all that has not arrived'
        }
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
        data-autofocus
      />
      <Textarea
        label="Note"
        description="For yourselves; the supplier does not see it"
        rows={3}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {change.isError && <Problem error={change.error} />}
      <div className="row-end">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={change.isPending}>
          Save
        </Button>
      </div>
    </Form>
  );
}

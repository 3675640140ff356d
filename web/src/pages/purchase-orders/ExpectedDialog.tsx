import { Button, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { purchaseOrderQuery, useChangeOrder } from '@/api/purchaseOrders';
import type { OrderPatch, PurchaseOrder } from '@/api/types';
import { expectedDays } from '@/lib/deliveries';
import { same, type Field } from '@/lib/differences';
import { date } from '@/lib/format';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { byField, useEditing } from '@/ui/useEditing';
import { useFields } from '@/ui/useFields';

interface ExpectedProps {
  order: PurchaseOrder;
  onClose: () => void;
}

interface Values {
  /** Empty where lines are expected on different days: several days become one only if one is chosen. */
  day: string;
  note: string;
}

const FIELDS: Field<Values>[] = [
  { key: 'day', label: 'Expected on', show: ({ day }) => (day ? date(day) : 'different days') },
  { key: 'note', label: 'Note' },
];

function valuesOf(order: PurchaseOrder): Values {
  const days = expectedDays(order);
  return { day: (days.length === 1 ? days[0] : null) ?? '', note: order.note ?? '' };
}

function request(order: PurchaseOrder, { day, note }: Values) {
  const was = valuesOf(order);
  const patch: OrderPatch = {
    ...(note === was.note ? {} : { note: note.trim() || null }),
    ...(day === was.day || day === '' ? {} : { expected_on: day }),
  };
  return same(patch, {}) ? null : { order, patch };
}

/** Every line gets its own day back. */
const back = (order: PurchaseOrder, { note, lines }: PurchaseOrder) => ({
  order,
  patch: {
    note,
    lines: lines
      .filter((line) => line.open_quantity > 0)
      .map((line) => ({ line: line.line, expected_on: line.expected_on })),
  },
});

/** The day on which the rest of an order is expected now, and a note. */
export function ExpectedDialog({ opened, ...props }: ExpectedProps & { opened: boolean }) {
  return (
    <Dialog opened={opened} onClose={props.onClose} title="Day and note" size={460}>
      <Fields {...props} />
    </Dialog>
  );
}

function Fields({ order, onClose }: ExpectedProps) {
  const client = useQueryClient();
  const { values, setValues, before, save, close, busy, problem, conflict } = useEditing({
    stored: order,
    nameOf: () => 'The order',
    valuesOf,
    compare: byField(FIELDS),
    load: () => client.query({ ...purchaseOrderQuery(order.purchase_order_id), staleTime: 0 }),
    write: useChangeOrder(),
    request,
    back,
    storedOf: (saved) => saved,
    said: () => ({ done: 'Order saved', undone: 'The order is as it was before' }),
    onSaved: onClose,
  });
  const { submit, bind } = useFields({
    values,
    setValues,
    check: () => ({}),
    problem,
    save,
    fieldOf: (pointer) => (pointer.endsWith('/note') ? 'note' : 'day'),
  });
  if (conflict) return conflict;
  return (
    <Form onSubmit={submit}>
      <TextInput
        label="Expected on"
        type="date"
        description={
          expectedDays(before).length > 1
            ? 'Lines are expected on different days. A day here is for all of them; left empty, they stay.'
            : 'For all that has not arrived'
        }
        {...bind('day')}
        data-autofocus
      />
      <Textarea
        label="Note"
        description="For yourselves; the supplier does not see it"
        rows={3}
        maxLength={2000}
        {...bind('note')}
      />
      {problem && <Problem error={problem} />}
      <div className="row-end">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={busy}>
          Save
        </Button>
      </div>
    </Form>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrder } from '@/api/purchaseOrders';
import { suppliersQuery } from '@/api/suppliers';
import type { PurchaseOrder } from '@/api/types';
import { today } from '@/lib/dates';
import { money, plural } from '@/lib/format';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';

interface OrderDialogProps {
  order: PurchaseOrder;
  supplier: string;
  onClose: () => void;
}

/** From draft to order: from the day it was sent, its units are on their way. */
export function OrderDialog({ opened, ...props }: OrderDialogProps & { opened: boolean }) {
  return (
    <Dialog opened={opened} onClose={props.onClose} title={`Order from ${props.supplier}`} size={480}>
      <Fields {...props} />
    </Dialog>
  );
}

function Fields({ order, supplier, onClose }: OrderDialogProps) {
  const [day, setDay] = useState(today);
  const send = useOrder();
  const { data: suppliers } = useQuery(suppliersQuery());
  const smallest = suppliers?.find((one) => one.supplier_id === order.supplier_id)?.min_order_value ?? 0;
  const short = order.total_cost !== null && order.total_cost < smallest;
  const wrong = day === '' ? 'Choose the day' : day > today() ? 'Not a day to come' : null;
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong) return;
        send.mutate(
          { order, orderedOn: day },
          {
            onSuccess: () => {
              onClose();
              toast(`Ordered from ${supplier}`, {
                detail:
                  'Its units count as on their way. The supplier hears of it from you: PDF, file or mail below.',
              });
            },
          },
        );
      }}
    >
      <p>
        {plural(order.total_units, 'unit')} on {plural(order.lines.length, 'line')}
        {order.total_cost === null ? '' : `, ${money(order.total_cost, order.currency)}`}. From now on they
        count as on their way, and are not recommended again. Nothing is sent by itself: the document for the
        supplier is on the order’s page.
      </p>
      {short && (
        <p role="status">
          <strong>
            {supplier} takes orders from {money(smallest, order.currency)} on.
          </strong>{' '}
          This one is below it; it can be ordered all the same.
        </p>
      )}
      <TextInput
        label="Ordered on"
        type="date"
        max={today()}
        value={day}
        error={wrong}
        onChange={(event) => setDay(event.currentTarget.value)}
        data-autofocus
      />
      {send.isError && <Problem error={send.error} />}
      <div className="row-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={send.isPending}>
          Mark as ordered
        </Button>
      </div>
    </Form>
  );
}

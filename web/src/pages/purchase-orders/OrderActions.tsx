import { Button } from '@mantine/core';
import { IconCalendarTime, IconChecks, IconPackageImport, IconTrash, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useCancelOrder } from '@/api/purchaseOrders';
import type { PurchaseOrder } from '@/api/types';
import { isOpen, openUnits } from '@/lib/deliveries';
import { plural } from '@/lib/format';
import { Confirm } from '@/ui/Confirm';
import { toast } from '@/ui/toasts';
import { later } from '@/ui/later';

const ExpectedDialog = later(() => import('./ExpectedDialog').then((file) => file.ExpectedDialog));
const OrderDialog = later(() => import('./OrderDialog').then((file) => file.OrderDialog));

interface OrderActionsProps {
  order: PurchaseOrder;
  supplier: string;
}

/** What can be done with an order as it stands. */
export function OrderActions({ order, supplier }: OrderActionsProps) {
  const [ordering, setOrdering] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const [moving, setMoving] = useState(false);
  const navigate = useNavigate();
  const cancel = useCancelOrder();
  const draft = order.status === 'draft';
  if (!draft && !isOpen(order)) return null;
  const confirmCancel = () =>
    cancel.mutate(
      { order },
      {
        onSuccess: () => {
          setCancelling(false);
          toast(draft ? 'Draft discarded' : `What was still to come from ${supplier} is cancelled`);
          if (draft) void navigate('/purchase-orders?show=draft');
        },
      },
    );
  return (
    <>
      <Button
        variant="default"
        leftSection={draft ? <IconTrash size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
        onClick={() => setCancelling(true)}
      >
        {draft ? 'Discard' : 'Cancel the rest'}
      </Button>
      {!draft && (
        <Button
          variant="default"
          leftSection={<IconCalendarTime size={16} aria-hidden />}
          onClick={() => setMoving(true)}
        >
          Day and note
        </Button>
      )}
      {draft ? (
        <Button leftSection={<IconChecks size={16} aria-hidden />} onClick={() => setOrdering(true)}>
          Mark as ordered
        </Button>
      ) : (
        <Button
          component={Link}
          to={`/purchase-orders/${encodeURIComponent(order.purchase_order_id)}/receive`}
          leftSection={<IconPackageImport size={16} aria-hidden />}
        >
          Receive
        </Button>
      )}
      <OrderDialog opened={ordering} onClose={() => setOrdering(false)} order={order} supplier={supplier} />
      <ExpectedDialog opened={moving} onClose={() => setMoving(false)} order={order} />
      <Confirm
        opened={cancelling}
        onClose={() => setCancelling(false)}
        onConfirm={confirmCancel}
        title={draft ? 'Discard this draft?' : 'Cancel what has not arrived?'}
        confirm={draft ? 'Discard draft' : 'Cancel the rest'}
        busy={cancel.isPending}
        error={cancel.error}
      >
        {draft
          ? 'Its products stay on the order list, as recommended.'
          : `${plural(openUnits(order), 'unit')} will no longer count as on the way, and will be recommended again if they are needed. Tell ${supplier}: nobody else does. What has arrived stays.`}
      </Confirm>
    </>
  );
}

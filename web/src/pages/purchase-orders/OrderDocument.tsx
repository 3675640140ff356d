import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '@/api/problem';
import { orderDocument } from '@/api/purchaseOrders';
import type { PurchaseOrder } from '@/api/types';
import { Downloads } from '@/ui/Downloads';
import { later } from '@/ui/later';
import { Panel } from '@/ui/Panel';
import { toast } from '@/ui/toasts';

const MailDialog = later(() => import('./MailDialog').then((file) => file.MailDialog));

interface OrderDocumentProps {
  order: PurchaseOrder;
  supplier: string;
}

/** The order as the supplier gets it: a file, or a mail. */
export function OrderDocument({ order, supplier }: OrderDocumentProps) {
  const [open, setOpen] = useState(false);
  const id = order.purchase_order_id;
  const write = useMutation({
    mutationFn: () => orderDocument(id, 'csv'),
    onSuccess: () => setOpen(true),
    onError: (error) => {
      const problem = asProblem(error);
      toast(problem.title, { tone: 'danger', detail: problem.detail });
    },
  });
  return (
    <Panel
      title={`For ${supplier}`}
      hint={
        <>
          Their article numbers, quantities, costs and both addresses; no note and no stock. Your own name and
          address stand under <Link to="/settings">Settings</Link>.
        </>
      }
      actions={
        <>
          <Downloads label="Document" file={(format) => orderDocument(id, format).then((made) => made.url)} />
          <Button
            variant="default"
            leftSection={<IconMail size={16} aria-hidden />}
            loading={write.isPending}
            onClick={() => write.mutate()}
          >
            As a mail
          </Button>
        </>
      }
    >
      <p className="small dim">
        {order.status === 'draft'
          ? 'It is the draft as last saved. Send it, then mark it as ordered.'
          : 'It is the whole order, as it was ordered.'}
      </p>
      <MailDialog
        opened={open}
        onClose={() => setOpen(false)}
        mail={write.data?.mail}
        supplier={order.supplier_id}
      />
    </Panel>
  );
}

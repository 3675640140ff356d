import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useOrderProducts } from '@/api/orderProducts';
import { purchaseOrderQuery } from '@/api/purchaseOrders';
import type { PurchaseOrder } from '@/api/types';
import { isOpen, STATUS } from '@/lib/deliveries';
import { uncapital } from '@/lib/words';
import { useSuppliers } from '@/lib/useSuppliers';
import { Back } from '@/ui/Back';
import { Page } from '@/ui/Page';
import { Pending } from '@/ui/Pending';
import { Panel } from '@/ui/Panel';
import { Empty } from '@/ui/States';
import { ReceiveForm } from './ReceiveForm';

/** A delivery being unpacked, made for a phone in the store room. */
export function ReceivePage() {
  const id = useParams().id ?? '';
  const query = useQuery(purchaseOrderQuery(id));
  if (query.data) return <Known key={id} order={query.data} />;
  return <Pending title="Receive" query={query} />;
}

function Known({ order }: { order: PurchaseOrder }) {
  const { nameOf } = useSuppliers();
  const products = useOrderProducts(order);
  const back = `/purchase-orders/${encodeURIComponent(order.purchase_order_id)}`;
  return (
    <Page
      title={`From ${nameOf(order.supplier_id)}`}
      tab={`Receive ${order.purchase_order_id}`}
      over={<Back to={back}>Order {order.purchase_order_id}</Back>}
      lead="What has arrived? Count it in; the rest stays expected."
    >
      {isOpen(order) ? (
        <ReceiveForm order={order} products={products} />
      ) : (
        <Panel>
          <Empty
            title={`Nothing is to come: it is ${uncapital(STATUS[order.status].label)}`}
            actions={
              <Button component={Link} to={back} variant="default">
                To the order
              </Button>
            }
          >
            {order.status === 'draft' ? 'Mark it as ordered first.' : 'All of it has been dealt with.'}
          </Empty>
        </Panel>
      )}
    </Page>
  );
}

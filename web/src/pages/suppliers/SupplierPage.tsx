import { Button } from '@mantine/core';
import { IconClipboardList, IconPencil, IconTrash, IconTruckDelivery } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { openOrdersQuery } from '@/api/purchaseOrders';
import { supplierQuery, useDeleteSupplier } from '@/api/suppliers';
import type { Supplier } from '@/api/types';
import { byArrival } from '@/lib/deliveries';
import { OrderList } from '@/pages/purchase-orders/OrderList';
import { Confirm } from '@/ui/Confirm';
import { later } from '@/ui/later';
import { Back } from '@/ui/Back';
import { Page } from '@/ui/Page';
import { Pending } from '@/ui/Pending';
import { Panel } from '@/ui/Panel';
import { Empty, Lines, Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import { LeadTime } from './LeadTime';
import classes from './Suppliers.module.css';
import { Terms } from './Terms';

const SupplierDialog = later(() => import('./SupplierDialog').then((file) => file.SupplierDialog));

/** One supplier: what was agreed, what was measured, and what is open with it. */
export function SupplierPage() {
  const id = useParams().id ?? '';
  const query = useQuery(supplierQuery(id));
  if (query.data) return <Known key={id} supplier={query.data} />;
  return <Pending title={id} query={query} back={BACK} />;
}

const BACK = <Back to="/suppliers">Suppliers</Back>;

function Known({ supplier }: { supplier: Supplier }) {
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const remove = useDeleteSupplier();
  const navigate = useNavigate();
  const id = encodeURIComponent(supplier.supplier_id);
  return (
    <Page
      title={supplier.name}
      over={BACK}
      lead={<span className="mono">{supplier.supplier_id}</span>}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            Delete
          </Button>
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            Edit
          </Button>
          <Button
            component={Link}
            to={`/orders?supplier=${id}`}
            leftSection={<IconClipboardList size={16} aria-hidden />}
          >
            What to order
          </Button>
        </>
      }
    >
      <div className="cols-2">
        <LeadTime supplier={supplier} />
        <Terms supplier={supplier} />
      </div>
      <OpenOrders supplier={supplier} />
      <SupplierDialog opened={editing} onClose={() => setEditing(false)} supplier={supplier} />
      <Confirm
        opened={deleting}
        onClose={() => {
          remove.reset();
          setDeleting(false);
        }}
        onConfirm={() =>
          remove.mutate(supplier.supplier_id, {
            onSuccess: () => {
              toast(`${supplier.name} deleted`);
              void navigate('/suppliers');
            },
          })
        }
        title={`Delete ${supplier.name}?`}
        confirm="Delete supplier"
        busy={remove.isPending}
        error={remove.error}
      >
        Its terms and measured delivery times are deleted; past orders stay. Products that name it have no
        known supplier then, and are left out of drafts. This cannot be undone. A supplier with drafts or open
        orders cannot be deleted: receive, cancel or discard those first.
      </Confirm>
    </Page>
  );
}

function OpenOrders({ supplier }: { supplier: Supplier }) {
  const filter = { supplier_id: supplier.supplier_id };
  const all = [
    useQuery(openOrdersQuery('ordered', filter)),
    useQuery(openOrdersQuery('partially_received', filter)),
    useQuery(openOrdersQuery('draft', filter)),
  ];
  const failed = all.find((query) => query.isError);
  const known = all.every((query) => query.data !== undefined);
  const rows = all.flatMap((query) => query.data ?? []).sort(byArrival);
  return (
    <Panel
      title="Open orders and drafts"
      actions={
        <Button
          component={Link}
          to={`/purchase-orders?show=all&supplier=${encodeURIComponent(supplier.supplier_id)}`}
          variant="subtle"
          size="xs"
        >
          All orders
        </Button>
      }
      flush
    >
      {failed && <Problem error={failed.error} onRetry={() => void failed.refetch()} />}
      {!known && !failed && (
        <div className={classes.pad}>
          <Lines rows={3} />
        </div>
      )}
      {known &&
        (rows.length === 0 ? (
          <Empty icon={<IconTruckDelivery size={22} />} title="Nothing is open">
            No draft, and nothing on its way.
          </Empty>
        ) : (
          <OrderList rows={rows} supplier={supplier.name} />
        ))}
    </Panel>
  );
}

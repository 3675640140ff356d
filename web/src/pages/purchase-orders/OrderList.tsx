import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { PurchaseOrder } from '@/api/types';
import { isOpen, nextArrival, openUnits } from '@/lib/deliveries';
import { amount, plural, shortDate, units } from '@/lib/format';
import { useSuppliers } from '@/lib/useSuppliers';
import { DataTable, type Column } from '@/ui/DataTable';
import { NameCell } from '@/ui/NameCell';
import { OrderStatus } from '@/ui/OrderStatus';
import classes from './PurchaseOrders.module.css';

interface OrderListProps {
  rows: PurchaseOrder[];
  /** The name of the one supplier whose orders these are, where they all are. */
  supplier?: string;
}

/** Orders with what is still to arrive of them, and the way to their receipt. */
export function OrderList({ rows, supplier }: OrderListProps) {
  const suppliers = useSuppliers(supplier === undefined);
  const nameOf = (id: string) => supplier ?? suppliers.nameOf(id);
  const columns: Column<PurchaseOrder>[] = [
    {
      key: 'order',
      header: 'Order',
      lead: true,
      cell: (order) => (
        <NameCell
          to={`/purchase-orders/${encodeURIComponent(order.purchase_order_id)}`}
          name={nameOf(order.supplier_id)}
          under={order.purchase_order_id}
        />
      ),
    },
    {
      key: 'status',
      header: 'Status',
      lead: true,
      cell: (order) => (
        <span className={classes.tags}>
          <OrderStatus order={order} />
        </span>
      ),
    },
    {
      key: 'expected',
      header: 'Expected',
      align: 'right',
      cell: (order) => shortDate(nextArrival(order)),
    },
    {
      key: 'units',
      header: 'Units',
      align: 'right',
      cell: (order) => (
        <>
          {units(order.total_units)}
          {isOpen(order) && openUnits(order) !== order.total_units && (
            <div className={classes.meter}>{units(openUnits(order))} to come</div>
          )}
          {!isOpen(order) && <div className={classes.meter}>{plural(order.lines.length, 'line')}</div>}
        </>
      ),
    },
    {
      key: 'cost',
      header: 'Cost',
      align: 'right',
      cell: (order) => amount(order.total_cost, order.currency),
    },
    {
      key: 'ordered',
      header: 'Ordered',
      align: 'right',
      roomy: true,
      cell: (order) => shortDate(order.ordered_on),
    },
    {
      key: 'receive',
      header: '',
      label: '',
      align: 'right',
      cell: (order) =>
        isOpen(order) && (
          <Button
            component={Link}
            to={`/purchase-orders/${encodeURIComponent(order.purchase_order_id)}/receive`}
            size="xs"
            variant="default"
            aria-label={`Receive ${order.purchase_order_id} from ${nameOf(order.supplier_id)}`}
          >
            Receive
          </Button>
        ),
    },
  ];
  return (
    <DataTable caption="Orders" columns={columns} rows={rows} rowKey={(order) => order.purchase_order_id} />
  );
}

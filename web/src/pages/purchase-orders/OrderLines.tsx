import type { useOrderProducts } from '@/api/orderProducts';
import type { OrderLine, PurchaseOrder } from '@/api/types';
import { daysBetween, today } from '@/lib/dates';
import { money, plural, price, shortDate, units } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { ProductCell } from '@/ui/ProductCell';
import classes from './PurchaseOrders.module.css';

interface OrderLinesProps {
  order: PurchaseOrder;
  products: ReturnType<typeof useOrderProducts>;
}

/** What was ordered, what came of it, and when the rest is expected. */
export function OrderLines({ order, products }: OrderLinesProps) {
  const columns: Column<OrderLine>[] = [
    {
      key: 'product',
      header: 'Product',
      lead: true,
      cell: (line) => (
        <ProductCell
          id={line.product_id}
          name={products.nameOf(line.product_id)}
          note={line.supplier_sku ? `theirs: ${line.supplier_sku}` : undefined}
        />
      ),
    },
    { key: 'quantity', header: 'Ordered', align: 'right', cell: (line) => units(line.quantity) },
    { key: 'came', header: 'Arrived', align: 'right', cell: (line) => units(line.received_quantity) },
    {
      key: 'open',
      header: 'To come',
      align: 'right',
      cell: (line) =>
        line.cancelled ? (
          <span className="dim">not coming</span>
        ) : (
          <strong>{units(line.open_quantity)}</strong>
        ),
    },
    {
      key: 'expected',
      header: 'Expected',
      align: 'right',
      cell: (line) => <Expected line={line} />,
    },
    {
      key: 'cost',
      header: 'Cost a unit',
      align: 'right',
      roomy: true,
      cell: (line) => price(line.unit_cost, order.currency),
    },
    {
      key: 'amount',
      header: 'Amount',
      align: 'right',
      cell: (line) => money(line.unit_cost === null ? null : line.unit_cost * line.quantity, order.currency),
    },
  ];
  return (
    <DataTable
      caption={`Lines of ${order.purchase_order_id}`}
      columns={columns}
      rows={order.lines}
      rowKey={(line) => String(line.line)}
    />
  );
}

function Expected({ line }: { line: OrderLine }) {
  if (line.open_quantity === 0) return <span className="dim">–</span>;
  const late = line.expected_on === null ? 0 : Math.max(0, daysBetween(line.expected_on, today()));
  return (
    <>
      {shortDate(line.expected_on)}
      {late > 0 && <div className={classes.late}>{plural(late, 'day')} overdue</div>}
    </>
  );
}

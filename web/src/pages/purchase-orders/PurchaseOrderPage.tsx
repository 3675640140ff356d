import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useOrderProducts } from '@/api/orderProducts';
import { purchaseOrderQuery } from '@/api/purchaseOrders';
import type { PurchaseOrder } from '@/api/types';
import { isOpen, nextArrival, openUnits, receivedUnits } from '@/lib/deliveries';
import { count, date, money, units } from '@/lib/format';
import { useSuppliers } from '@/lib/useSuppliers';
import { OrderStatus } from '@/ui/OrderStatus';
import { Back } from '@/ui/Back';
import { Page } from '@/ui/Page';
import { Pending } from '@/ui/Pending';
import { Panel } from '@/ui/Panel';
import { Stat, Stats } from '@/ui/Stat';
import { DraftEditor } from './DraftEditor';
import { OrderActions } from './OrderActions';
import { OrderDocument } from './OrderDocument';
import { OrderLines } from './OrderLines';
import classes from './PurchaseOrders.module.css';

/** One order, from draft to arrival. */
export function PurchaseOrderPage() {
  const id = useParams().id ?? '';
  const query = useQuery(purchaseOrderQuery(id));
  if (query.data) return <Known key={id} order={query.data} />;
  return <Pending title={id} query={query} back={BACK} />;
}

const BACK = <Back to="/purchase-orders">Drafts and deliveries</Back>;

function Known({ order }: { order: PurchaseOrder }) {
  const { nameOf } = useSuppliers();
  const products = useOrderProducts(order);
  const supplier = nameOf(order.supplier_id);
  const draft = order.status === 'draft';
  return (
    <Page
      title={`${draft ? 'Draft for' : 'Order from'} ${supplier}`}
      over={BACK}
      lead={
        <span className={classes.lead}>
          <span className="mono">{order.purchase_order_id}</span>
          <OrderStatus order={order} />
          <Link to={`/suppliers/${encodeURIComponent(order.supplier_id)}`}>Supplier</Link>
        </span>
      }
      actions={<OrderActions order={order} supplier={supplier} />}
    >
      <Facts order={order} />
      {order.warnings.length > 0 && (
        <ul className={classes.notices} aria-label="Worth a second look">
          {order.warnings.map((warning) => (
            <li key={warning.code + warning.detail}>{warning.detail}</li>
          ))}
        </ul>
      )}
      {draft ? (
        <DraftEditor order={order} products={products} />
      ) : (
        <>
          <Panel title="Lines" flush>
            <OrderLines order={order} products={products} />
          </Panel>
          {order.note && (
            <Panel title="Note">
              <p className={classes.text}>{order.note}</p>
            </Panel>
          )}
        </>
      )}
      {order.status !== 'cancelled' && <OrderDocument order={order} supplier={supplier} />}
    </Page>
  );
}

function Facts({ order }: { order: PurchaseOrder }) {
  const open = isOpen(order);
  return (
    <Stats label="At a glance">
      <Stat
        label="Units"
        value={units(order.total_units)}
        note={
          order.status === 'draft'
            ? 'not on order yet'
            : `${units(receivedUnits(order))} arrived, ${units(openUnits(order))} to come`
        }
      />
      <Stat
        label="Cost"
        value={order.total_cost === null ? 'Unknown' : money(order.total_cost, order.currency)}
        note={order.total_cost === null ? 'a line has no cost' : 'without tax and delivery'}
      />
      <Stat
        label="Ordered on"
        value={order.ordered_on === null ? 'Not yet' : date(order.ordered_on)}
        note={`drafted ${date(order.created_at)}`}
      />
      {open ? (
        <Stat
          label="Expected"
          value={date(nextArrival(order))}
          note={
            order.expected_on === nextArrival(order)
              ? 'all of the rest'
              : `the last on ${date(order.expected_on)}`
          }
        />
      ) : (
        <Stat
          label="Lines"
          value={count(order.lines.length)}
          note={order.lines.length === 1 ? 'product' : 'products'}
        />
      )}
    </Stats>
  );
}

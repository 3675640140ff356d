import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Drafted, Recommendation } from '@/api/types';
import { amount, plural, units } from '@/lib/format';
import { useSuppliers } from '@/lib/useSuppliers';
import classes from './Orders.module.css';

interface DraftsMadeProps {
  drafts: Drafted;
  rows: ReadonlyMap<string, Recommendation>;
  onClose: () => void;
}

/** The drafts that were made, what was left out and why, and what was added to reach a minimum. */
export function DraftsMade({ drafts: { items, left_out: left, added }, rows, onClose }: DraftsMadeProps) {
  const { nameOf } = useSuppliers();
  const named = (id: string) => (
    <Link to={`/products/${encodeURIComponent(id)}`}>{rows.get(id)?.name ?? id}</Link>
  );
  return (
    <div className="stack">
      <section className="stack-s" aria-label="Drafts made">
        <strong>{items.length === 0 ? 'No draft was made.' : `${plural(items.length, 'draft')} made`}</strong>
        <ul className={classes.groups}>
          {items.map((order) => (
            <li key={order.purchase_order_id}>
              <span>
                <Link to={`/purchase-orders/${encodeURIComponent(order.purchase_order_id)}`}>
                  {nameOf(order.supplier_id)}
                </Link>{' '}
                <span className="dim">{plural(order.lines.length, 'line')}</span>
                {order.warnings.map((warning) => (
                  <span key={warning.code + warning.detail} className={classes.note}>
                    {warning.detail}
                  </span>
                ))}
              </span>
              <span className="num">
                {order.total_cost === null ? 'cost unknown' : amount(order.total_cost, order.currency)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {added.length > 0 && (
        <section className="stack-s" aria-label="Added">
          <strong>Added to reach the smallest order value</strong>
          <ul className={classes.reasons}>
            {added.map((one) => (
              <li key={one.product_id}>
                {units(one.quantity)} of {named(one.product_id)} <span className="dim">{one.why}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {left.length > 0 && (
        <section className="stack-s" aria-label="Left out">
          <strong>{plural(left.length, 'product')} left out</strong>
          <ul className={classes.reasons}>
            {left.map((one) => (
              <li key={one.product_id + one.code}>
                {named(one.product_id)} <span className="dim">{one.why}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="row-end">
        <Button variant="default" onClick={onClose}>
          Back to the list
        </Button>
        {items.length > 0 && (
          <Button component={Link} to="/purchase-orders?show=draft">
            Go to the drafts
          </Button>
        )}
      </div>
    </div>
  );
}

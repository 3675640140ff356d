import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { UrgencyGroup } from '@/api/types';
import { amount, plural } from '@/lib/format';
import { useSuppliers } from '@/lib/useSuppliers';
import { Panel } from '@/ui/Panel';
import { ProductCell } from '@/ui/ProductCell';
import classes from './Expedite.module.css';

/** What is on its way but too late, before all else: an order does not help, a word with the supplier may. */
export function Expedite({ group }: { group: UrgencyGroup | undefined }) {
  const { nameOf } = useSuppliers();
  if (!group || group.products === 0) return null;
  return (
    <Panel
      title="Ask for it sooner"
      hint={`${plural(group.products, 'product')} will run out before what is on its way arrives. ${amount(group.value_at_risk)} of sales are at risk.`}
      actions={
        <>
          <Button component={Link} to="/purchase-orders" variant="subtle" size="xs">
            What is on its way
          </Button>
          <Button component={Link} to="/orders?urgency=expedite" variant="subtle" size="xs">
            All of them
          </Button>
        </>
      }
    >
      <ul className={classes.list}>
        {group.items.map((line) => (
          <li key={line.product_id}>
            <ProductCell id={line.product_id} name={line.name} tab="order" />
            <span className={classes.reason}>{line.reason}</span>
            {line.supplier_id !== null && (
              <Link to={`/suppliers/${encodeURIComponent(line.supplier_id)}`} className={classes.supplier}>
                {nameOf(line.supplier_id)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Product, Recommendation } from '@/api/types';
import { today } from '@/lib/dates';
import { download } from '@/lib/download';
import { count, amount, plural } from '@/lib/format';
import { useStore } from '@/lib/store';
import { toast } from '@/ui/toasts';
import { drafts, quantityOf } from './drafts';
import { orderCsv } from './orderCsv';
import classes from './Orders.module.css';

interface OrderBarProps {
  rows: Recommendation[];
  productOf: (id: string) => Product | undefined;
  onClear: () => void;
}

/** What is chosen comes to, and the way out as a file. */
export function OrderBar({ rows, productOf, onClear }: OrderBarProps) {
  const edited = useStore(drafts);
  if (rows.length === 0) return null;
  const quantity = rows.reduce((sum, row) => sum + quantityOf(row, edited), 0);
  const priced = rows.filter((row) => productOf(row.product_id)?.unit_cost != null);
  const cost = priced.reduce(
    (sum, row) => sum + quantityOf(row, edited) * (productOf(row.product_id)?.unit_cost ?? 0),
    0,
  );
  const unpriced = rows.length - priced.length;
  return (
    <section className={classes.bar} aria-label="Chosen orders">
      <span className="num">
        <strong>{plural(rows.length, 'product')}</strong> · {count(quantity)} units · {amount(cost)} at cost
        {unpriced > 0 && <span className="dim"> ({plural(unpriced, 'product')} without a cost)</span>}
      </span>
      <span className="row">
        <Button size="xs" variant="default" onClick={onClear}>
          Choose none
        </Button>
        <Button
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => {
            download(`orders-${today()}.csv`, orderCsv(rows, edited, productOf));
            toast(`${plural(rows.length, 'order')} exported`);
          }}
        >
          Export CSV
        </Button>
      </span>
    </section>
  );
}

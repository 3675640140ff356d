import { Button } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { amount, count, plural } from '@/lib/format';
import classes from './Orders.module.css';
import type { Chosen } from './useChosen';

interface OrderBarProps {
  chosen: Chosen;
  onDrafts: () => void;
}

/** What is chosen comes to, and the way to drafts of it. */
export function OrderBar({ chosen, onDrafts }: OrderBarProps) {
  const { rows, quantityOf } = chosen;
  if (rows.length === 0) return null;
  const quantity = rows.reduce((sum, row) => sum + quantityOf(row), 0);
  const cost = rows.reduce((sum, row) => sum + quantityOf(row) * (row.unit_cost ?? 0), 0);
  const unpriced = rows.filter((row) => row.unit_cost == null && quantityOf(row) > 0).length;
  return (
    <section className={classes.bar} aria-label="Chosen products">
      <span className="num">
        <strong>{plural(rows.length, 'product')}</strong> · {count(quantity)} units · {amount(cost)} at cost
        {unpriced > 0 && <span className="dim"> ({plural(unpriced, 'product')} without a cost)</span>}
      </span>
      <span className={classes.barActions}>
        <Button size="sm" variant="default" onClick={chosen.clear}>
          Choose none
        </Button>
        <Button size="sm" leftSection={<IconFilePlus size={16} aria-hidden />} onClick={onDrafts}>
          Make drafts
        </Button>
      </span>
    </section>
  );
}

import { ActionIcon, TextInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { Recommendation } from '@/api/types';
import { units } from '@/lib/format';
import { useStore } from '@/lib/store';
import { drafts, quantityOf, setDraft } from './drafts';
import classes from './Orders.module.css';

/** How many to order: the recommendation until it is changed, and one press to put it back. */
export function Quantity({ row, step }: { row: Recommendation; step: number }) {
  const edited = useStore(drafts);
  const changed = row.product_id in edited;
  const value = quantityOf(row, edited);
  return (
    <span className={classes.quantity} data-edited={changed || undefined}>
      {changed && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`Put ${row.name} back to ${units(row.recommended_order_quantity)}`}
          title={`Recommended: ${units(row.recommended_order_quantity)}`}
          onClick={() => setDraft(row.product_id, null)}
        >
          <IconArrowBackUp size={15} />
        </ActionIcon>
      )}
      <TextInput
        size="xs"
        type="number"
        min={0}
        step={step}
        aria-label={`Units of ${row.name} to order`}
        value={String(value)}
        onChange={(event) => {
          const next = Math.max(0, Number(event.currentTarget.value) || 0);
          setDraft(row.product_id, next === (row.recommended_order_quantity ?? 0) ? null : next);
        }}
      />
    </span>
  );
}

import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { everythingToOrder, type WorklistFilter } from '@/api/recommendations';
import { asProblem } from '@/api/problem';
import type { Recommendation } from '@/api/types';
import { plural } from '@/lib/format';
import { toast } from '@/ui/toasts';
import classes from './Orders.module.css';
import type { Chosen } from './useChosen';

interface ChooseAllProps {
  rows: Recommendation[];
  /** The filters, without the status: what to order is of more than one. */
  scope: WorklistFilter;
  chosen: Chosen;
}

/** Every line in sight, or everything that is to be ordered, also of pages that were never opened. */
export function ChooseAll({ rows, scope, chosen }: ChooseAllProps) {
  const every = rows.every((row) => chosen.has(row.product_id));
  const some = rows.some((row) => chosen.has(row.product_id));
  const due = useMutation({
    mutationFn: () => everythingToOrder(scope),
    onSuccess: ({ items, complete }) => {
      chosen.add(items);
      if (items.length === 0) toast('Nothing has to be ordered with these filters');
      else if (complete) toast(`${plural(items.length, 'product')} chosen: all that has to be ordered`);
      else
        toast(`${plural(items.length, 'product')} chosen, but not all that has to be ordered`, {
          detail: 'Drafts are made of so many at a time. Make these, order them, then choose the rest.',
        });
    },
    onError: (error) => {
      const problem = asProblem(error);
      toast(problem.title, { tone: 'danger', detail: problem.detail });
    },
  });
  return (
    <div className={classes.all}>
      <Checkbox
        size="sm"
        label={`Choose the ${plural(rows.length, 'product')} shown`}
        checked={every}
        indeterminate={some && !every}
        onChange={() => (every ? chosen.remove(rows) : chosen.add(rows))}
      />
      <Button size="compact-sm" variant="light" loading={due.isPending} onClick={() => due.mutate()}>
        Choose all to order
      </Button>
    </div>
  );
}

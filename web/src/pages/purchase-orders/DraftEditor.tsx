import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import type { useOrderProducts } from '@/api/orderProducts';
import { purchaseOrderQuery, useChangeOrder } from '@/api/purchaseOrders';
import type { PurchaseOrder } from '@/api/types';
import { money } from '@/lib/format';
import { Form } from '@/ui/Form';
import { LeaveGuard } from '@/ui/LeaveGuard';
import { Panel } from '@/ui/Panel';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import { useEditing } from '@/ui/useEditing';
import { useFields } from '@/ui/useFields';
import { AddLine } from './AddLine';
import { check, comparison, fieldOf, flat, toPatch, valuesOf, type DraftLine } from './draft';
import { DraftLines } from './DraftLines';
import classes from './PurchaseOrders.module.css';

interface DraftEditorProps {
  order: PurchaseOrder;
  products: ReturnType<typeof useOrderProducts>;
}

/** A draft while it can still be changed. Where someone else was quicker, both versions are shown. */
export function DraftEditor({ order, products }: DraftEditorProps) {
  const client = useQueryClient();
  const load = async () => {
    const theirs = await client.query({ ...purchaseOrderQuery(order.purchase_order_id), staleTime: 0 });
    if (theirs.status === 'draft') return theirs;
    client.setQueryData(keys.purchaseOrder(theirs.purchase_order_id), theirs);
    toast('It is no draft any more', {
      tone: 'danger',
      detail: 'Someone ordered or discarded it while you were editing. Your changes were not saved.',
    });
    throw new Error('There is nothing left to merge.');
  };
  const { values, setValues, dirty, save, reset, busy, problem, conflict } = useEditing({
    stored: order,
    nameOf: () => 'The draft',
    valuesOf,
    compare: comparison(products.nameOf),
    load,
    write: useChangeOrder(),
    request: (from, next) => ({ order: from, patch: toPatch(next) }),
    storedOf: (saved) => saved,
    said: () => ({ done: 'Draft saved', undone: 'The draft is as it was before' }),
  });
  const { errors, submit, bind } = useFields({
    values,
    setValues,
    check,
    problem,
    save,
    fieldOf,
    held: (some, field) => flat(some)[field],
  });
  const total = values.lines.reduce((sum, line) => sum + line.quantity * Number(line.cost), 0);
  const unpriced = values.lines.some((line) => line.cost === '');

  const change = (key: string, part: Partial<DraftLine>) =>
    setValues((now) => ({
      ...now,
      lines: now.lines.map((line) => (line.key === key ? { ...line, ...part } : line)),
    }));

  const guard = (
    <LeaveGuard when={dirty && !busy}>Your changes of this draft have not been saved.</LeaveGuard>
  );
  if (conflict) {
    return (
      <Panel title="Someone else changed this draft">
        {conflict}
        {guard}
      </Panel>
    );
  }
  return (
    <Form label="Draft" onSubmit={submit}>
      <Panel title="Lines" flush>
        <DraftLines
          lines={values.lines}
          currency={order.currency}
          products={products}
          errors={errors}
          onChange={change}
          onRemove={(key) =>
            setValues((now) => ({ ...now, lines: now.lines.filter((line) => line.key !== key) }))
          }
        />
        <div className={classes.foot}>
          <AddLine
            supplier={order.supplier_id}
            taken={values.lines.map((line) => line.product_id)}
            onAdd={(line, product) => {
              products.add(product);
              setValues((now) => ({ ...now, lines: [...now.lines, line] }));
            }}
          />
          <span className="num">
            {unpriced ? 'At least ' : ''}
            <strong>{money(total, order.currency)}</strong>
          </span>
        </div>
        <div className={classes.note}>
          <Textarea
            label="Note"
            description="For yourselves; the supplier does not see it"
            autosize={false}
            rows={2}
            maxLength={2000}
            {...bind('note')}
          />
          {values.lines.length === 0 && (
            <p className="small">A draft has at least one line. Discard it instead.</p>
          )}
          {problem && <Problem error={problem} />}
          {dirty && (
            <div className="row-end">
              <Button variant="default" onClick={reset}>
                Undo my changes
              </Button>
              <Button type="submit" loading={busy} disabled={values.lines.length === 0}>
                Save the draft
              </Button>
            </div>
          )}
        </div>
      </Panel>
      {guard}
    </Form>
  );
}

import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '@/api/keys';
import type { useOrderProducts } from '@/api/orderProducts';
import { purchaseOrderQuery, useChangeOrder } from '@/api/purchaseOrders';
import type { PurchaseOrder } from '@/api/types';
import { differences, merged } from '@/lib/differences';
import { money } from '@/lib/format';
import { Conflict } from '@/ui/Conflict';
import { Form } from '@/ui/Form';
import { LeaveGuard } from '@/ui/LeaveGuard';
import { Panel } from '@/ui/Panel';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import { undoable } from '@/ui/undo';
import { useLatest } from '@/ui/useLatest';
import { AddLine } from './AddLine';
import { errorsOf, fields, flat, toPatch, unflat, valuesOf, type DraftLine, type DraftValues } from './draft';
import { DraftLines } from './DraftLines';
import classes from './PurchaseOrders.module.css';

interface DraftEditorProps {
  order: PurchaseOrder;
  products: ReturnType<typeof useOrderProducts>;
}

/** A draft while it can still be changed. Where someone else was quicker, both versions are shown. */
export function DraftEditor({ order, products }: DraftEditorProps) {
  const client = useQueryClient();
  const save = useChangeOrder();
  const [before, setBefore] = useState(order);
  const [values, setValues] = useState(() => valuesOf(order));
  const [tried, setTried] = useState(false);
  const latest = useLatest(() =>
    client.query({ ...purchaseOrderQuery(order.purchase_order_id), staleTime: 0 }).then((theirs) => {
      if (theirs.status === 'draft') return theirs;
      client.setQueryData(keys.purchaseOrder(theirs.purchase_order_id), theirs);
      toast('It is no draft any more', {
        tone: 'danger',
        detail: 'Someone ordered or discarded it while you were editing. Your changes were not saved.',
      });
      throw new Error('There is nothing left to merge.');
    }),
  );
  const dirty = JSON.stringify(values) !== JSON.stringify(valuesOf(before));
  // What others save shows at once, unless it would take away what was typed here: that is settled when it is saved.
  if (order.version !== before.version && !dirty) {
    setBefore(order);
    setValues(valuesOf(order));
  }
  const errors = errorsOf(values);
  const total = values.lines.reduce((sum, line) => sum + line.quantity * Number(line.cost), 0);
  const unpriced = values.lines.some((line) => line.cost === '');

  const send = (from: PurchaseOrder, next: DraftValues) =>
    save.mutate(
      { order: from, patch: toPatch(next) },
      {
        onError: latest.afterConflict,
        onSuccess: (saved) => {
          setBefore(saved);
          setValues(valuesOf(saved));
          undoable({
            done: 'Draft saved',
            undo: () => save.mutateAsync({ order: saved, patch: toPatch(valuesOf(from)) }),
            undone: 'The draft is as it was before',
          });
        },
      },
    );
  const change = (key: string, part: Partial<DraftLine>) =>
    setValues((now) => ({
      ...now,
      lines: now.lines.map((line) => (line.key === key ? { ...line, ...part } : line)),
    }));

  if (latest.theirs) {
    const theirs = latest.theirs;
    const other = valuesOf(theirs);
    return (
      <Panel title="Someone else changed this draft">
        <Conflict
          what="The draft"
          differences={differences(
            flat(valuesOf(before)),
            flat(values),
            flat(other),
            fields([valuesOf(before), values, other], products.nameOf),
          )}
          busy={save.isPending}
          onCancel={latest.forget}
          onChoose={(chosen) => {
            const next = unflat(merged(flat(values), flat(other), chosen), [other, values]);
            setValues(next);
            setBefore(theirs);
            latest.forget();
            send(theirs, next);
          }}
        />
      </Panel>
    );
  }
  return (
    <Form
      label="Draft"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.keys(errors).length === 0 && values.lines.length > 0) send(before, values);
      }}
    >
      <Panel title="Lines" flush>
        <DraftLines
          lines={values.lines}
          currency={order.currency}
          products={products}
          errors={tried ? errors : {}}
          onChange={change}
          onRemove={(key) =>
            setValues((now) => ({ ...now, lines: now.lines.filter((line) => line.key !== key) }))
          }
        />
        <div className={classes.foot}>
          <AddLine
            taken={values.lines.map((line) => line.product_id)}
            products={products.suppliers}
            onAdd={(line) => setValues((now) => ({ ...now, lines: [...now.lines, line] }))}
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
            value={values.note}
            onChange={(event) => {
              const { value: note } = event.currentTarget;
              setValues((now) => ({ ...now, note }));
            }}
          />
          {values.lines.length === 0 && (
            <p className="small">A draft has at least one line. Discard it instead.</p>
          )}
          {save.isError && !latest.loading && <Problem error={save.error} />}
          {dirty && (
            <div className="row-end">
              <Button variant="default" onClick={() => setValues(valuesOf(before))}>
                Undo my changes
              </Button>
              <Button
                type="submit"
                loading={save.isPending || latest.loading}
                disabled={values.lines.length === 0}
              >
                Save the draft
              </Button>
            </div>
          )}
        </div>
      </Panel>
      <LeaveGuard when={dirty && !save.isPending}>Your changes of this draft have not been saved.</LeaveGuard>
    </Form>
  );
}

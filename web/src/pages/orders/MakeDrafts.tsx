import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newKey } from '@/api/client';
import { useMakeDrafts } from '@/api/purchaseOrders';
import type { DraftRequest, Drafted, Recommendation } from '@/api/types';
import { amount, currency, plural } from '@/lib/format';
import { misfit, nearest } from '@/lib/packs';
import { useSuppliers } from '@/lib/useSuppliers';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { DraftsMade } from './DraftsMade';
import classes from './Orders.module.css';
import type { Chosen } from './useChosen';

interface MakeDraftsProps {
  onClose: () => void;
  chosen: Chosen;
  inDrafts: ReadonlyMap<string, string[]>;
}

interface Made {
  drafts: Drafted;
  /** What was asked for, by id: the answer names ids only. */
  rows: ReadonlyMap<string, Recommendation>;
}

/** From a choice to drafts, one for each supplier, and what became of every product of it. */
export function MakeDrafts({ opened, ...props }: MakeDraftsProps & { opened: boolean }) {
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setMade(null);
    props.onClose();
  };
  return (
    <Dialog opened={opened} onClose={close} title={made ? 'What became of it' : 'Make drafts'} size={620}>
      {made ? (
        <DraftsMade {...made} onClose={close} />
      ) : (
        <Ask
          {...props}
          onMade={(drafts) => {
            setMade({ drafts, rows: new Map(props.chosen.rows.map((row) => [row.product_id, row])) });
            props.chosen.clear();
          }}
        />
      )}
    </Dialog>
  );
}

function Ask({ onClose, onMade, chosen, inDrafts }: MakeDraftsProps & { onMade: (made: Drafted) => void }) {
  const make = useMakeDrafts();
  const [budget, setBudget] = useState('');
  const [fill, setFill] = useState(false);
  /** One key for one request, however often it is sent: a repeat finds the drafts of the first time. */
  const [sent, setSent] = useState<{ text: string; key: string } | null>(null);
  const limit = budget.trim() === '' ? null : Number(budget);
  const wrong = limit !== null && !(limit > 0) ? 'An amount above 0, or nothing' : null;
  const rows = chosen.rows;
  const broken = rows.filter((row) => misfit(chosen.quantityOf(row), row) !== null);
  const again = rows.filter((row) => inDrafts.has(row.product_id));

  const submit = () => {
    if (wrong) return;
    const request: DraftRequest = {
      product_ids: rows.map((row) => row.product_id),
      quantities: chosen.quantities,
      fill_to_minimum: fill,
      ...(limit === null ? {} : { budget: limit }),
    };
    const text = JSON.stringify(request);
    const key = sent?.text === text ? sent.key : newKey();
    setSent({ text, key });
    make.mutate({ request, key }, { onSuccess: onMade });
  };

  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p>
        A draft is not an order yet: it can be changed or discarded, and nothing counts as on its way until it
        is ordered.
      </p>
      <Suppliers chosen={chosen} />
      {broken.length > 0 && (
        <div role="status" className={classes.warning}>
          {plural(broken.length, 'quantity', 'quantities')} below the smallest order or not whole packs.
          <Button
            size="compact-sm"
            variant="light"
            onClick={() =>
              broken.forEach((row) => chosen.setQuantity(row, nearest(chosen.quantityOf(row), row)))
            }
          >
            Make them whole packs
          </Button>
        </div>
      )}
      {again.length > 0 && (
        <div role="status" className={classes.warning}>
          {again.length === 1 ? `${again[0]?.name ?? ''} is` : `${plural(again.length, 'product')} are`} in a
          draft already, and would be in another.
          <Button size="compact-sm" variant="light" onClick={() => chosen.remove(again)}>
            Leave {again.length === 1 ? 'it' : 'them'} out
          </Button>
        </div>
      )}
      <TextInput
        label={`Spend at most, ${currency()}`}
        description="Left empty, there is no limit. What loses most sales for its money comes first."
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        value={budget}
        error={wrong}
        onChange={(event) => setBudget(event.currentTarget.value)}
      />
      <Checkbox
        label="Fill orders up to the supplier’s smallest order value"
        description="With what sells soonest, recommended or not; what was added is shown."
        checked={fill}
        onChange={(event) => setFill(event.currentTarget.checked)}
      />
      {make.isError && <Problem error={make.error} />}
      <div className="row-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={make.isPending} disabled={rows.length === 0}>
          Make drafts
        </Button>
      </div>
    </Form>
  );
}

/** Whose drafts these will be, and what each comes to. */
function Suppliers({ chosen }: { chosen: Chosen }) {
  const { nameOf } = useSuppliers();
  const groups = new Map<string, Recommendation[]>();
  for (const row of chosen.rows) {
    const id = row.supplier_id ?? '';
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  const cost = (rows: Recommendation[]) =>
    rows.reduce((sum, row) => sum + chosen.quantityOf(row) * (row.unit_cost ?? 0), 0);
  return (
    <ul className={classes.groups} aria-label="Drafts by supplier">
      {[...groups].map(([id, rows]) => (
        <li key={id}>
          {id === '' ? (
            <span>
              {plural(rows.length, 'product')} without a supplier{' '}
              <span className="dim">will be left out: give each one under Edit</span>
            </span>
          ) : (
            <>
              <span>
                <strong>{nameOf(id)}</strong> <span className="dim">{plural(rows.length, 'product')}</span>
              </span>
              <span className="num">{amount(cost(rows))}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { newKey } from '@/api/client';
import type { useOrderProducts } from '@/api/orderProducts';
import { ApiProblem } from '@/api/problem';
import { useReceive } from '@/api/purchaseOrders';
import type { GoodsReceived, PurchaseOrder } from '@/api/types';
import { today } from '@/lib/dates';
import { plural, units } from '@/lib/format';
import { Form } from '@/ui/Form';
import { LeaveGuard } from '@/ui/LeaveGuard';
import { Panel } from '@/ui/Panel';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import classes from './Receive.module.css';
import { Stepper } from './Stepper';

interface ReceiveFormProps {
  order: PurchaseOrder;
  products: ReturnType<typeof useOrderProducts>;
}

/** Whether the API refused the receipt: without an answer, or while the first try is under way, it may have been written. */
const refused = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  error.status >= 400 &&
  error.status < 500 &&
  error.code !== 'idempotency-in-progress';

/**
 * What came of each line. One key goes with one delivery until the API has answered: sent again, it counts once; and while
 * no answer has come, what was counted cannot be changed, since the first try may have been written.
 */
export function ReceiveForm({ order, products }: ReceiveFormProps) {
  const navigate = useNavigate();
  const receive = useReceive();
  const [key, setKey] = useState(newKey);
  const [day, setDay] = useState(today);
  const [came, setCame] = useState<Record<number, number>>({});
  const [over, setOver] = useState(false);
  const [tried, setTried] = useState(false);
  const open = order.lines.filter((line) => line.open_quantity > 0);
  const lines = open.flatMap(({ line }) => (came[line] ? [{ line, quantity: came[line] }] : []));
  const total = lines.reduce((sum, line) => sum + line.quantity, 0);
  const more = open.filter(({ line, open_quantity: left }) => (came[line] ?? 0) > left);
  const unanswered = receive.isError && !refused(receive.error);
  const errors = {
    day: day === '' ? 'Choose the day' : day > today() ? 'Not a day to come' : null,
    nothing: lines.length === 0 ? 'Count in at least one unit.' : null,
    over: more.length > 0 && !over ? 'More than is open: count again, or say that it is right.' : null,
  };

  const submit = () => {
    setTried(true);
    if (errors.day !== null || errors.nothing !== null || errors.over !== null) return;
    const goods: GoodsReceived = { received_on: day, lines, allow_over: more.length > 0 && over };
    receive.mutate(
      { order, goods, key },
      {
        onError: (error) => {
          if (refused(error)) setKey(newKey());
        },
        onSuccess: (after) => {
          setCame({});
          toast(`${plural(total, 'unit')} counted in`, {
            detail: after.warnings.map((warning) => warning.detail).join(' ') || undefined,
          });
          void navigate(`/purchase-orders/${encodeURIComponent(after.purchase_order_id)}`);
        },
      },
    );
  };

  return (
    <Form
      label="Delivery"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset disabled={unanswered} className={classes.count}>
        <legend className="sr">What has arrived</legend>
        <Button
          size="lg"
          variant="light"
          fullWidth
          leftSection={<IconChecks size={20} aria-hidden />}
          onClick={() => setCame(Object.fromEntries(open.map((line) => [line.line, line.open_quantity])))}
        >
          All of it arrived
        </Button>
        <Panel flush>
          <ul className={classes.lines}>
            {open.map((line) => (
              <li key={line.line} data-counted={came[line.line] ? true : undefined}>
                <div>
                  <strong>{products.nameOf(line.product_id)}</strong>
                  <span className={classes.id}>
                    {line.supplier_sku ? `theirs: ${line.supplier_sku} · ` : ''}
                    {line.product_id}
                  </span>
                </div>
                <Stepper
                  label={products.nameOf(line.product_id)}
                  value={came[line.line] ?? 0}
                  open={line.open_quantity}
                  step={products.productOf(line.product_id)?.order_multiple ?? 1}
                  onChange={(quantity) => setCame((now) => ({ ...now, [line.line]: quantity }))}
                />
              </li>
            ))}
          </ul>
        </Panel>
        <TextInput
          size="md"
          type="date"
          label="Arrived on"
          max={today()}
          value={day}
          error={tried && errors.day}
          onChange={(event) => setDay(event.currentTarget.value)}
          className={classes.day ?? ''}
        />
        {more.length > 0 && (
          <Checkbox
            size="md"
            checked={over}
            onChange={(event) => setOver(event.currentTarget.checked)}
            error={tried && errors.over}
            label={`More came than was open of ${more.map((line) => products.nameOf(line.product_id)).join(', ')}. It was counted and is right.`}
          />
        )}
      </fieldset>
      {tried && errors.nothing && (
        <p role="alert" className={classes.wrong}>
          {errors.nothing}
        </p>
      )}
      {receive.isError && <Problem error={receive.error} />}
      {unanswered && (
        <p className="small">
          No answer came, so it may have been written or not. Press again: it is counted once, however often
          it is sent.
        </p>
      )}
      <div className={classes.bar}>
        <Button size="lg" fullWidth type="submit" loading={receive.isPending}>
          {unanswered ? 'Send again: ' : ''}
          {total > 0 ? `Count in ${units(total)} ${total === 1 ? 'unit' : 'units'}` : 'Count in'}
        </Button>
      </div>
      <LeaveGuard when={lines.length > 0 && !receive.isSuccess && !receive.isPending}>
        What you counted has not been saved.
      </LeaveGuard>
    </Form>
  );
}

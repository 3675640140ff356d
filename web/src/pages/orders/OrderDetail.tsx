import { Button } from '@mantine/core';
import { IconBellOff, IconBellRinging } from '@tabler/icons-react';
import { useState } from 'react';
import { useWake } from '@/api/recommendations';
import type { Recommendation } from '@/api/types';
import { amount, date, percent, units } from '@/lib/format';
import { Arrivals } from '@/ui/Arrivals';
import { later } from '@/ui/later';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import { Waterfall } from '@/ui/Waterfall';
import classes from './Orders.module.css';

const SnoozeDialog = later(() => import('./SnoozeDialog').then((file) => file.SnoozeDialog));

/** Why this much: the reason in words, and the sum line by line; and the way to leave it out of the list for a while. */
export function OrderDetail({ row }: { row: Recommendation }) {
  return (
    <div className={classes.detail}>
      <div className="stack-s">
        <p>{row.reason}</p>
        {row.borrowed && (
          <p className="small">
            It has never sold, so the forecast is borrowed from its category. Such products stand behind those
            whose own sales are known.
          </p>
        )}
        <p className="small dim">
          Reorder point {units(row.reorder_point)} units · order up to {units(row.order_up_to)} units · safety
          stock {units(row.safety_stock)} units. Risk of running out before a delivery could arrive:{' '}
          {percent(row.stockout_probability)}, worth {amount(row.value_at_risk)} of sales.
        </p>
        <Arrivals lines={row.inbound} />
        {row.snoozed ? <Snoozed row={row} /> : <Snooze row={row} />}
      </div>
      {row.waterfall.length > 0 && <Waterfall lines={row.waterfall} />}
    </div>
  );
}

function Snooze({ row }: { row: Recommendation }) {
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconBellOff size={15} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Leave out for now
      </Button>
      <SnoozeDialog opened={asking} onClose={() => setAsking(false)} row={row} />
    </div>
  );
}

function Snoozed({ row }: { row: Recommendation }) {
  const wake = useWake();
  return (
    <div className="stack-s">
      <p className="small">
        Left out until {date(row.snoozed?.until)}: {row.snoozed?.reason}
      </p>
      {wake.isError && <Problem error={wake.error} />}
      <div>
        <Button
          size="xs"
          variant="default"
          loading={wake.isPending}
          leftSection={<IconBellRinging size={15} aria-hidden />}
          onClick={() =>
            wake.mutate(row.product_id, { onSuccess: () => toast(`${row.name} is in the list again`) })
          }
        >
          Put back into the list
        </Button>
      </div>
    </div>
  );
}

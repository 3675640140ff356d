import type { Recommendation } from '@/api/types';
import { amount, percent, units } from '@/lib/format';
import { Arrivals } from '@/ui/Arrivals';
import { Waterfall } from '@/ui/Waterfall';
import classes from './Orders.module.css';

/** Why this much: the reason in words, and the sum line by line. */
export function OrderDetail({ row }: { row: Recommendation }) {
  return (
    <div className={classes.detail}>
      <div className="stack-s">
        <p>{row.reason}</p>
        <p className="small dim">
          Reorder point {units(row.reorder_point)} units · order up to {units(row.order_up_to)} units · safety
          stock {units(row.safety_stock)} units. Risk of running out before a delivery could arrive:{' '}
          {percent(row.stockout_probability)}, worth {amount(row.value_at_risk)} of sales.
        </p>
        <Arrivals lines={row.inbound} />
      </div>
      {row.waterfall.length > 0 && <Waterfall lines={row.waterfall} />}
    </div>
  );
}

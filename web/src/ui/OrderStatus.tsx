import type { PurchaseOrder } from '@/api/types';
import { overdueDays, STATUS } from '@/lib/deliveries';
import { plural } from '@/lib/format';
import { Tag } from './UrgencyBadge';

/** How far an order is, and whether it is late. */
export function OrderStatus({ order }: { order: PurchaseOrder }) {
  const late = overdueDays(order);
  const { label, tone } = STATUS[order.status];
  return (
    <>
      {late > 0 && <Tag tone="danger">{`${plural(late, 'day')} overdue`}</Tag>}
      <Tag tone={tone}>{label}</Tag>
    </>
  );
}

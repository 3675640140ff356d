import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { RecommendationLine, UrgencyGroup } from '@/api/types';
import { amount, shortDate, units } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { ProductCell } from '@/ui/ProductCell';
import { Empty } from '@/ui/States';
import { UrgencyBadge } from '@/ui/UrgencyBadge';

const columns: Column<RecommendationLine>[] = [
  {
    key: 'product',
    header: 'Product',
    lead: true,
    cell: (row) => <ProductCell id={row.product_id} name={row.name} />,
  },
  { key: 'urgency', header: 'Status', lead: true, cell: (row) => <UrgencyBadge urgency={row.urgency} /> },
  { key: 'on_hand', header: 'On hand, units', align: 'right', cell: (row) => units(row.on_hand) },
  { key: 'stockout', header: 'Runs out', align: 'right', cell: (row) => shortDate(row.stockout_date) },
  {
    key: 'order',
    header: 'Order, units',
    align: 'right',
    cell: (row) => <strong>{units(row.recommended_order_quantity)}</strong>,
  },
  { key: 'by', roomy: true, header: 'Order by', align: 'right', cell: (row) => shortDate(row.order_by_date) },
  { key: 'risk', header: 'Sales at risk', align: 'right', cell: (row) => amount(row.value_at_risk) },
];

/** The first few lines of the order list. */
export function WorstFirst({ groups }: { groups: UrgencyGroup[] }) {
  const worst = ['stocked_out', 'order_now']
    .flatMap((urgency) => groups.find((group) => group.urgency === urgency)?.items ?? [])
    .slice(0, 6);
  if (worst.length === 0) {
    return (
      <Empty icon={<IconCircleCheck size={22} />} title="Nothing has to be ordered today">
        Products to order soon are in the <Link to="/orders?urgency=order_soon">order list</Link>.
      </Empty>
    );
  }
  return (
    <DataTable
      caption="Products to order first"
      columns={columns}
      rows={worst}
      rowKey={(row) => row.product_id}
    />
  );
}

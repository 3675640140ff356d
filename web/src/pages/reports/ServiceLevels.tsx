import type { Replay } from '@/api/types';
import { amount, count, percent, units } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';

type Point = Replay['service_curve'][number];

const columns: Column<Point>[] = [
  {
    key: 'level',
    header: 'Service level asked for',
    lead: true,
    cell: (row) => percent(row.service_level, 1),
  },
  { key: 'fill', header: 'Demand served', align: 'right', cell: (row) => percent(row.fill_rate, 1) },
  { key: 'days', header: 'Days out of stock', align: 'right', cell: (row) => count(row.stockout_days) },
  {
    key: 'stock',
    header: 'Average stock, units',
    align: 'right',
    cell: (row) => units(row.average_stock_units),
  },
  {
    key: 'value',
    header: 'Average stock, at cost',
    align: 'right',
    cell: (row) => amount(row.average_stock_value),
  },
];

/** What more or less safety would have cost over the same past. */
export function ServiceLevels({ points }: { points: Point[] }) {
  if (points.length === 0) return null;
  return (
    <section aria-label="Other service levels" className="stack-s">
      <h3 className="small">What other service levels would have reached, and tied up</h3>
      <DataTable
        caption="Service against stock"
        columns={columns}
        rows={points}
        rowKey={(row) => String(row.service_level)}
      />
    </section>
  );
}

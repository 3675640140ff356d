import type { ForecastSummary } from '@/api/types';
import { signedPercent, units } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { Panel } from '@/ui/Panel';
import { ProductCell } from '@/ui/ProductCell';

type Mover = ForecastSummary['risers'][number];

const columns: Column<Mover>[] = [
  {
    key: 'product',
    header: 'Product',
    lead: true,
    cell: (row) => <ProductCell id={row.product_id} name={row.name} />,
  },
  { key: 'before', header: 'Sold before', align: 'right', cell: (row) => units(row.previous_demand) },
  { key: 'next', header: 'Expected', align: 'right', cell: (row) => units(row.predicted_demand) },
  {
    key: 'change',
    header: 'Change',
    align: 'right',
    cell: (row) => <strong>{signedPercent(row.change_pct == null ? null : row.change_pct / 100)}</strong>,
  },
];

export function Movers({ title, rows, days }: { title: string; rows: Mover[]; days: number }) {
  return (
    <Panel
      title={title}
      hint={`Units expected in the next ${days} days, against those sold in the ${days} days before; most money first.`}
      flush={rows.length > 0}
    >
      {rows.length === 0 ? (
        <p className="dim small">No product.</p>
      ) : (
        <DataTable
          caption={title}
          columns={columns}
          rows={rows.slice(0, 8)}
          rowKey={(row) => row.product_id}
        />
      )}
    </Panel>
  );
}

import type { ForecastSummary } from '@/api/types';
import { count, plural } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { Panel } from '@/ui/Panel';
import { ProductCell } from '@/ui/ProductCell';

type Row = ForecastSummary['attention'][number];

const columns: Column<Row>[] = [
  {
    key: 'product',
    header: 'Product',
    lead: true,
    cell: (row) => <ProductCell id={row.product_id} name={row.name} />,
  },
  { key: 'detail', header: 'Why', lead: true, cell: (row) => row.detail },
];

const SHOWN = 12;

export function Attention({ rows, total }: { rows: Row[]; total: number }) {
  if (rows.length === 0) return null;
  return (
    <Panel
      title="Products to look at"
      hint={`Where the forecast or its data should not be trusted blindly: ${plural(total, 'product')}, ${
        total > SHOWN ? `of which the ${count(SHOWN)} most important are shown` : 'the most important first'
      }.`}
      flush
    >
      <DataTable
        caption="Products that need attention"
        columns={columns}
        rows={rows.slice(0, SHOWN)}
        rowKey={(row) => row.product_id + row.code}
      />
    </Panel>
  );
}

import { Checkbox, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { SPARK_WEEKS } from '@/api/sales';
import type { Product, Recommendation } from '@/api/types';
import { price, units } from '@/lib/format';
import { DataTable, type Column, type Sort } from '@/ui/DataTable';
import { ProductCell } from '@/ui/ProductCell';
import { Tag, UrgencyBadge } from '@/ui/UrgencyBadge';
import { SalesSpark, type Weeks } from './SalesSpark';
import type { Standing } from './useStandings';

interface ProductTableProps {
  rows: Product[];
  sort: string;
  /** Left out where the list is not whole: then only the API can order it. */
  onSort: ((sort: string) => void) | undefined;
  chosen: Set<string>;
  onChoose: (ids: string[], chosen: boolean) => void;
  standingOf: (id: string) => Standing;
  weeksOf: (id: string) => Weeks;
}

export function ProductTable({
  rows,
  sort,
  onSort,
  chosen,
  onChoose,
  standingOf,
  weeksOf,
}: ProductTableProps) {
  const columns: Column<Product>[] = [
    {
      key: 'choose',
      header: '',
      label: '',
      width: 44,
      corner: true,
      cell: (row) => (
        <Checkbox
          aria-label={`Choose ${row.name}`}
          checked={chosen.has(row.product_id)}
          onChange={(event) => onChoose([row.product_id], event.currentTarget.checked)}
        />
      ),
    },
    {
      key: 'product_id',
      header: 'Product',
      sortable: true,
      lead: true,
      cell: (row) => <ProductCell id={row.product_id} name={row.name} />,
    },
    { key: 'category', header: 'Category', sortable: true, roomy: true, cell: (row) => row.category },
    {
      key: 'urgency',
      header: 'Status',
      sortable: true,
      lead: true,
      cell: (row) => {
        if (row.status === 'discontinued') return <Tag>Discontinued</Tag>;
        return (
          <Standings of={standingOf(row.product_id)}>
            {(one) => <UrgencyBadge urgency={one.urgency} />}
          </Standings>
        );
      },
    },
    {
      key: 'sales',
      header: `Sales, ${SPARK_WEEKS} weeks`,
      cell: (row) => <SalesSpark weeks={weeksOf(row.product_id)} name={row.name} />,
    },
    {
      key: 'on_hand',
      header: 'On hand',
      align: 'right',
      sortable: true,
      cell: (row) => (row.on_hand == null ? <span className="dim">unknown</span> : units(row.on_hand)),
    },
    {
      key: 'cover',
      header: 'Days of cover',
      align: 'right',
      sortable: true,
      cell: (row) => (
        <Standings of={standingOf(row.product_id)}>{(one) => units(one.days_of_cover)}</Standings>
      ),
    },
    {
      key: 'current_price',
      roomy: true,
      header: 'Price',
      align: 'right',
      sortable: true,
      cell: (row) => price(row.current_price),
    },
  ];
  const down = sort.startsWith('-');
  return (
    <DataTable
      caption="Products"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.product_id}
      sort={{ key: down ? sort.slice(1) : sort, down }}
      {...(onSort ? { onSort: (next: Sort) => onSort(next.down ? `-${next.key}` : next.key) } : {})}
    />
  );
}

/** A part of a product’s recommendation, once that has come. */
function Standings({ of, children }: { of: Standing; children: (one: Recommendation) => ReactNode }) {
  if (of === 'asking') return <Skeleton display="inline-block" width={64} height={18} radius="sm" />;
  if (of === 'failed') return <span className="dim small">not loaded</span>;
  return of === 'none' ? <span className="dim small">no forecast</span> : children(of);
}

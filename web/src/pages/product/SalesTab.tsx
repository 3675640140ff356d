import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconReceipt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { salesQuery, type Grain } from '@/api/sales';
import type { Product, SalesRow } from '@/api/types';
import { toCsv } from '@/lib/csv';
import { date, money, month, plural, units } from '@/lib/format';
import { download } from '@/lib/download';
import { DataTable, type Column } from '@/ui/DataTable';
import { Pager } from '@/ui/Pager';
import { Panel } from '@/ui/Panel';
import { Empty, Lines, Loaded } from '@/ui/States';

const SIZE = 50;
const NAMES: Record<Grain, string> = { day: 'Day', week: 'Week from', month: 'Month' };

export function SalesTab({ product }: { product: Product }) {
  const [grain, setGrain] = useState<Grain>('day');
  const [page, setPage] = useState(0);
  const query = useQuery({
    ...salesQuery(product.product_id, { granularity: grain }),
    placeholderData: (before) => before,
  });
  const columns: Column<SalesRow>[] = [
    {
      key: 'date',
      header: NAMES[grain],
      lead: true,
      cell: (row) => (grain === 'month' ? month(row.date.slice(0, 7)) : date(row.date)),
    },
    { key: 'quantity', header: 'Units', align: 'right', cell: (row) => units(row.quantity_sold) },
    { key: 'price', header: 'Price a unit', align: 'right', cell: (row) => money(row.price) },
    { key: 'revenue', header: 'Revenue', align: 'right', cell: (row) => money(row.revenue) },
  ];
  const save = () => {
    const rows = query.data ?? [];
    const text = toCsv<SalesRow>(
      [
        ['date', (row) => row.date],
        ['product_id', (row) => row.product_id],
        ['quantity_sold', (row) => row.quantity_sold],
        ['price', (row) => row.price],
        ['revenue', (row) => row.revenue],
      ],
      rows,
    );
    download(`sales-${product.product_id}-${grain}.csv`, text);
  };
  return (
    <Panel
      title="Sales"
      hint={query.data && `${plural(query.data.length, grain)} with records, newest first`}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label="Grouped by"
            value={grain}
            onChange={(value) => {
              setGrain(value);
              setPage(0);
            }}
            data={[
              { value: 'day', label: 'Days' },
              { value: 'week', label: 'Weeks' },
              { value: 'month', label: 'Months' },
            ]}
          />
          <Button
            size="xs"
            variant="default"
            disabled={!query.data?.length}
            onClick={save}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            CSV
          </Button>
        </>
      }
      flush
    >
      <Loaded
        query={query}
        skeleton={
          <div style={{ padding: '0 18px 18px' }}>
            <Lines rows={8} />
          </div>
        }
      >
        {(data) => {
          const rows = [...data].reverse();
          if (rows.length === 0) {
            return (
              <Empty
                icon={<IconReceipt size={22} />}
                title="No sales of this product yet"
                actions={
                  <Button component={Link} to="/import" variant="default">
                    Import sales
                  </Button>
                }
              />
            );
          }
          return (
            <>
              <DataTable
                caption={`Sales of ${product.name}`}
                columns={columns}
                rows={rows.slice(page * SIZE, (page + 1) * SIZE)}
                rowKey={(row) => row.date}
              />
              <Pager page={page} size={SIZE} total={rows.length} onPage={setPage} what="sales" />
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconReceipt } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '@/api/problem';
import { salesQuery, type Grain } from '@/api/sales';
import type { Product, SalesRow } from '@/api/types';
import { toCsv } from '@/lib/csv';
import { addDays, today } from '@/lib/dates';
import { count, date, money, month, plural, price, units } from '@/lib/format';
import { download } from '@/lib/download';
import { DataTable, type Column } from '@/ui/DataTable';
import { Pager } from '@/ui/Pager';
import { Panel } from '@/ui/Panel';
import { Empty, Lines, Loaded } from '@/ui/States';
import { toast } from '@/ui/toasts';
import classes from './Product.module.css';

const SIZE = 50;
/** Days of a first look: a year, and the same weeks of the year before. */
const RECENT_DAYS = 400;
const NAMES: Record<Grain, string> = { day: 'Day', week: 'Week from', month: 'Month' };

export function SalesTab({ product }: { product: Product }) {
  const [grain, setGrain] = useState<Grain>('day');
  const [page, setPage] = useState(0);
  const [whole, setWhole] = useState(false);
  const from = grain === 'day' && !whole ? addDays(today(), -RECENT_DAYS) : undefined;
  const query = useQuery({
    ...salesQuery(product.product_id, { granularity: grain, from }),
    placeholderData: (before) => before,
  });
  // What sold last longer ago than that is shown all the same.
  if (from !== undefined && query.data?.length === 0 && !query.isPlaceholderData) setWhole(true);
  const columns: Column<SalesRow>[] = [
    {
      key: 'date',
      header: NAMES[grain],
      lead: true,
      cell: (row) => (grain === 'month' ? month(row.date.slice(0, 7)) : date(row.date)),
    },
    { key: 'quantity', header: 'Units', align: 'right', cell: (row) => units(row.quantity_sold) },
    { key: 'price', header: 'Price a unit', align: 'right', cell: (row) => price(row.price) },
    { key: 'revenue', header: 'Revenue', align: 'right', cell: (row) => money(row.revenue) },
  ];
  const client = useQueryClient();
  const file = useMutation({
    mutationFn: () => client.query(salesQuery(product.product_id, { granularity: grain })),
    onSuccess: (rows) => save(rows),
    onError: (error) =>
      toast('The file could not be made', { tone: 'danger', detail: asProblem(error).detail }),
  });
  const save = (rows: SalesRow[]) => {
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
      hint={
        query.data &&
        `${from === undefined ? '' : `Of the latest ${count(RECENT_DAYS)} days: `}${plural(query.data.length, grain)} with records, newest first`
      }
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
            loading={file.isPending}
            onClick={() => file.mutate()}
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
              {from !== undefined && (
                <div className={classes.earlier}>
                  <Button
                    size="xs"
                    variant="default"
                    loading={query.isFetching}
                    onClick={() => setWhole(true)}
                  >
                    Show earlier days too
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

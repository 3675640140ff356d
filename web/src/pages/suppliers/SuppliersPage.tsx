import { Button } from '@mantine/core';
import { IconPlus, IconTruck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { suppliersQuery } from '@/api/suppliers';
import type { Supplier } from '@/api/types';
import { money, plural } from '@/lib/format';
import { useParam } from '@/lib/useParam';
import { BuyingNav } from '@/ui/BuyingNav';
import { DataTable, type Column } from '@/ui/DataTable';
import { later } from '@/ui/later';
import { NameCell } from '@/ui/NameCell';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { SearchInput } from '@/ui/SearchInput';
import { Empty, Lines, Loaded } from '@/ui/States';
import classes from './Suppliers.module.css';
import { leadTimeWords, weekdaysWords } from './words';

const SupplierDialog = later(() => import('./SupplierDialog').then((file) => file.SupplierDialog));

const columns: Column<Supplier>[] = [
  {
    key: 'name',
    header: 'Supplier',
    lead: true,
    cell: (one) => (
      <NameCell
        to={`/suppliers/${encodeURIComponent(one.supplier_id)}`}
        name={one.name}
        under={one.supplier_id}
      />
    ),
  },
  { key: 'lead', header: 'Delivers in', cell: (one) => leadTimeWords(one) },
  { key: 'late', header: 'Punctual', roomy: true, cell: (one) => one.lateness ?? 'Not measured yet' },
  { key: 'days', header: 'Takes orders', cell: (one) => weekdaysWords(one.order_weekdays) },
  {
    key: 'min',
    header: 'Smallest order',
    align: 'right',
    cell: (one) => (one.min_order_value > 0 ? money(one.min_order_value, one.currency ?? undefined) : 'none'),
  },
];

/** Who delivers, how fast in truth, and on what terms. */
export function SuppliersPage() {
  const query = useQuery(suppliersQuery());
  const [q, setQ] = useParam('q');
  const [adding, setAdding] = useParam('new');
  const wanted = q.toLowerCase();
  return (
    <Page
      title="Suppliers"
      lead={
        query.data
          ? plural(query.data.length, 'supplier')
          : 'Who delivers, how fast in truth, and on what terms.'
      }
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding('1')}>
          Add supplier
        </Button>
      }
    >
      <BuyingNav />
      <Loaded query={query} skeleton={<Lines rows={6} height={40} />}>
        {(suppliers) => {
          const rows = suppliers.filter((one) =>
            `${one.supplier_id} ${one.name}`.toLowerCase().includes(wanted),
          );
          return (
            <>
              {suppliers.length > 8 && (
                <SearchInput label="Search id or name" value={q} onChange={setQ} className={classes.search} />
              )}
              <Panel flush>
                {rows.length === 0 ? (
                  <Empty
                    icon={<IconTruck size={22} />}
                    title={suppliers.length === 0 ? 'No suppliers yet' : 'No supplier matches'}
                    actions={
                      suppliers.length === 0 && <Button onClick={() => setAdding('1')}>Add supplier</Button>
                    }
                  >
                    {suppliers.length === 0
                      ? 'Add who you buy from, then choose it with each product under Edit, or import products with a supplier column. Orders are then drafted for each supplier.'
                      : 'Try a part of the name.'}
                  </Empty>
                ) : (
                  <DataTable
                    caption="Suppliers"
                    columns={columns}
                    rows={rows}
                    rowKey={(one) => one.supplier_id}
                  />
                )}
              </Panel>
            </>
          );
        }}
      </Loaded>
      <SupplierDialog opened={adding !== ''} onClose={() => setAdding('')} />
    </Page>
  );
}

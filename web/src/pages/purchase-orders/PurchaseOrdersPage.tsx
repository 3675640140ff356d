import { Button } from '@mantine/core';
import { IconTruckDelivery } from '@tabler/icons-react';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { openOrdersQuery, orderPagesQuery, type OrderFilter } from '@/api/purchaseOrders';
import type { OrderStatus as Status } from '@/api/types';
import { byArrival, overdueDays } from '@/lib/deliveries';
import { count, plural } from '@/lib/format';
import { useParam } from '@/lib/useParam';
import { BuyingNav } from '@/ui/BuyingNav';
import { Chips } from '@/ui/Chips';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { Empty, Lines, Problem } from '@/ui/States';
import { SupplierSelect } from '@/ui/SupplierSelect';
import { OrderList } from './OrderList';

/** Lists that only grow are paged; what is open is read whole, so that what is late can stand first. */
const PAGED: Record<string, Status | undefined> = {
  received: 'received',
  cancelled: 'cancelled',
  all: undefined,
};

const NOTHING: Record<string, [string, string]> = {
  coming: ['Nothing is on its way', 'An order is here from when it is ordered until all of it has arrived.'],
  draft: ['No drafts', 'Choose products on the order list and make drafts of them.'],
  received: ['Nothing has arrived yet', 'Orders come here once all of them has arrived.'],
  cancelled: ['Nothing was cancelled', 'Discarded drafts and cancelled orders come here.'],
  all: ['No orders yet', 'Choose products on the order list and make drafts of them.'],
};

/** Drafts, what is on its way, what is late, and what has arrived. */
export function PurchaseOrdersPage() {
  const [show, setShow] = useParam('show', 'coming');
  const [supplier, setSupplier] = useParam('supplier');
  const filter: OrderFilter = supplier ? { supplier_id: supplier } : {};
  const [drafts, ordered, partial] = useQueries({
    queries: [
      openOrdersQuery('draft', filter),
      openOrdersQuery('ordered', filter),
      openOrdersQuery('partially_received', filter),
    ],
  });
  const paged = show in PAGED;
  const pages = useInfiniteQuery({ ...orderPagesQuery(PAGED[show], filter), enabled: paged });

  const coming =
    ordered.data && partial.data ? [...ordered.data, ...partial.data].sort(byArrival) : undefined;
  const late = coming?.filter((order) => overdueDays(order) > 0).length ?? 0;
  const rows = paged
    ? pages.data?.pages.flatMap((page) => page.items)
    : show === 'draft'
      ? drafts.data
      : coming;
  const asked = paged ? [pages] : show === 'draft' ? [drafts] : [ordered, partial];
  const failed = asked.find((query) => query.isError);
  const number = (orders: unknown[] | undefined) => (orders ? count(orders.length) : '');
  const [title, words] = NOTHING[show] ?? ['No orders', ''];

  return (
    <Page
      title="Drafts and deliveries"
      lead={
        late > 0
          ? `${plural(late, 'order')} should have arrived by now: ask the supplier, or move the expected day.`
          : 'What is being put together, what is on its way, and what has arrived.'
      }
    >
      <BuyingNav />
      <div className="row">
        <Chips
          legend="Show orders that are"
          name="show"
          value={show}
          onChange={setShow}
          choices={[
            { value: 'coming', label: 'On their way', note: number(coming) },
            { value: 'draft', label: 'Drafts', note: number(drafts.data) },
            { value: 'received', label: 'Arrived' },
            { value: 'cancelled', label: 'Cancelled' },
            { value: 'all', label: 'All' },
          ]}
        />
        <SupplierSelect
          aria-label="Supplier"
          none="All suppliers"
          value={supplier}
          onChange={(event) => setSupplier(event.currentTarget.value)}
        />
      </div>
      {failed && (
        <Problem
          error={failed.error}
          onRetry={() => asked.forEach((query) => void query.refetch())}
          retrying={failed.isFetching}
        />
      )}
      {!rows && !failed && <Lines rows={8} height={40} />}
      {rows && (
        <Panel flush>
          {rows.length === 0 ? (
            <Empty
              icon={<IconTruckDelivery size={22} />}
              title={title}
              actions={
                <Button component={Link} to="/orders" variant="default">
                  What to order
                </Button>
              }
            >
              {words}
            </Empty>
          ) : (
            <>
              <OrderList rows={rows} />
              {paged && <More shown={rows.length} what="orders" query={pages} />}
            </>
          )}
        </Panel>
      )}
    </Page>
  );
}

import { Button, NativeSelect } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { openOrdersQuery } from '@/api/purchaseOrders';
import { worklistQuery, type WorklistFilter } from '@/api/recommendations';
import { ordersFile } from '@/api/reports';
import type { RecommendationQuery, Urgency } from '@/api/types';
import { URGENCIES, URGENCY } from '@/lib/urgency';
import { useParam } from '@/lib/useParam';
import { ForecastAllButton } from '@/pages/products/ForecastAllButton';
import { BuyingNav } from '@/ui/BuyingNav';
import { CategorySelect } from '@/ui/CategorySelect';
import { Downloads } from '@/ui/Downloads';
import { later } from '@/ui/later';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { SearchInput } from '@/ui/SearchInput';
import { Empty, Lines, Problem } from '@/ui/States';
import { SupplierSelect } from '@/ui/SupplierSelect';
import { ChooseAll } from './ChooseAll';
import { OrderBar } from './OrderBar';
import classes from './Orders.module.css';
import { OrderTable } from './OrderTable';
import { UrgencyFilter } from './UrgencyFilter';
import { useChosen } from './useChosen';

const MakeDrafts = later(() => import('./MakeDrafts').then((file) => file.MakeDrafts));

type Sort = NonNullable<RecommendationQuery['sort']>;

const SORTS: { value: Sort; label: string }[] = [
  { value: 'urgency', label: 'Worst first' },
  { value: 'order_by_date', label: 'Order by, soonest first' },
  { value: 'stockout_date', label: 'Runs out, soonest first' },
  { value: 'value_at_risk', label: 'Sales at risk, most first' },
  { value: 'order_value', label: 'Cost of the order, most first' },
  { value: 'recommended_order_quantity', label: 'Units to order, most first' },
  { value: 'excess_value', label: 'Money tied up, most first' },
  { value: 'name', label: 'Name' },
  { value: 'product_id', label: 'Product id' },
];

/** What to order, worst first: look, change, choose, make drafts. */
export function OrdersPage() {
  const [urgency, setUrgency] = useParam('urgency');
  const [category, setCategory] = useParam('category');
  const [supplier, setSupplier] = useParam('supplier');
  const [q, setQ] = useParam('q');
  const [sort, setSort] = useParam('sort', 'urgency');
  const chosen = useChosen();
  const [drafting, setDrafting] = useState(false);

  const scope: WorklistFilter = {
    ...(category ? { category } : {}),
    ...(supplier ? { supplier_id: supplier } : {}),
    ...(q ? { q } : {}),
  };
  const query = useInfiniteQuery({
    ...worklistQuery({
      ...scope,
      ...(URGENCIES.includes(urgency as Urgency) ? { urgency: urgency as Urgency } : {}),
      ...(urgency === 'snoozed' ? { snoozed: true } : {}),
      sort: SORTS.find((one) => one.value === sort)?.value ?? 'urgency',
    }),
    placeholderData: (before) => before,
  });
  const drafts = useQuery(openOrdersQuery('draft'));
  const inDrafts = useMemo(() => {
    const found = new Map<string, string[]>();
    for (const order of drafts.data ?? []) {
      for (const { product_id: id } of order.lines) {
        found.set(id, [...(found.get(id) ?? []), order.purchase_order_id]);
      }
    }
    return found;
  }, [drafts.data]);

  const pages = query.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const totals = pages?.[0]?.totals;
  const matching =
    urgency === ''
      ? totals?.products
      : urgency === 'snoozed'
        ? totals?.snoozed
        : totals?.by_urgency[urgency as Urgency];
  const filtered = category !== '' || supplier !== '' || q !== '';

  return (
    <Page
      title="Orders"
      lead="What to order, worst first. Choose, change quantities where you know better, then make a draft for each supplier."
      actions={
        <>
          <Downloads label="Whole list" file={(format) => ordersFile(category || undefined, format)} />
          <ForecastAllButton variant="default" />
        </>
      }
    >
      <BuyingNav />
      <div className="stack-s">
        <UrgencyFilter totals={totals} value={urgency} onChange={setUrgency} />
        <div className={classes.filters}>
          <SearchInput label="Search id or name" value={q} onChange={setQ} className={classes.search} />
          <CategorySelect value={category} onChange={setCategory} />
          <SupplierSelect
            aria-label="Supplier"
            none="All suppliers"
            value={supplier}
            onChange={(event) => setSupplier(event.currentTarget.value)}
          />
          <NativeSelect
            aria-label="Sort by"
            value={sort}
            onChange={(event) => setSort(event.currentTarget.value)}
            data={SORTS}
          />
        </div>
        {urgency in URGENCY && <p className="small dim">{URGENCY[urgency as Urgency].meaning}</p>}
      </div>
      {query.isError && (
        <Problem error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      )}
      {!pages && !query.isError && <Lines rows={10} height={40} />}
      {pages && (
        <Panel flush>
          {rows.length === 0 ? (
            <NoOrders
              any={filtered || (totals?.products ?? 0) > 0}
              urgency={urgency}
              onAll={() => setUrgency('')}
            />
          ) : (
            <>
              <ChooseAll rows={rows} scope={scope} chosen={chosen} />
              <OrderTable rows={rows} chosen={chosen} inDrafts={inDrafts} />
              <More shown={rows.length} total={matching} what="products" query={query} />
            </>
          )}
        </Panel>
      )}
      <OrderBar chosen={chosen} onDrafts={() => setDrafting(true)} />
      <MakeDrafts opened={drafting} onClose={() => setDrafting(false)} chosen={chosen} inDrafts={inDrafts} />
    </Page>
  );
}

function NoOrders({ any, urgency, onAll }: { any: boolean; urgency: string; onAll: () => void }) {
  if (!any) {
    return (
      <Empty
        icon={<IconClipboardList size={22} />}
        title="No order list yet"
        actions={
          <Button component={Link} to="/import">
            Import sales
          </Button>
        }
      >
        Orders follow from forecasts and stock. Import sales, enter what is on hand, then press Forecast all.
      </Empty>
    );
  }
  return (
    <Empty
      icon={<IconClipboardList size={22} />}
      title={urgency === 'snoozed' ? 'Nothing is left out' : 'No product here'}
      actions={
        urgency !== '' && (
          <Button variant="default" onClick={onAll}>
            Show all products
          </Button>
        )
      }
    >
      {urgency === 'snoozed'
        ? 'A product can be left out until a day, with a reason, from its line in the list.'
        : 'No product has this status with these filters.'}
    </Empty>
  );
}

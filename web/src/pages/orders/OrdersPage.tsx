import { Button } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { productsQuery } from '@/api/products';
import { ordersFile, recommendationsQuery } from '@/api/reports';
import type { Recommendation, Urgency } from '@/api/types';
import { URGENCIES, URGENCY } from '@/lib/urgency';
import { useParam } from '@/lib/useParam';
import { ForecastAllButton } from '@/pages/products/ForecastAllButton';
import { CategorySelect } from '@/ui/CategorySelect';
import { Downloads } from '@/ui/Downloads';
import { Page } from '@/ui/Page';
import { Pager } from '@/ui/Pager';
import { Panel } from '@/ui/Panel';
import { SearchInput } from '@/ui/SearchInput';
import { Empty, Lines, Loaded } from '@/ui/States';
import classes from './Orders.module.css';
import { OrderBar } from './OrderBar';
import { OrderTable } from './OrderTable';
import { UrgencyFilter } from './UrgencyFilter';

const SIZE = 50;
const DUE: Urgency[] = ['stocked_out', 'expedite', 'order_now', 'order_soon'];

/** What to order, worst first: look, change, choose, export. */
export function OrdersPage() {
  const query = useQuery(recommendationsQuery());
  const products = useQuery(productsQuery({ status: 'active' }));
  const [urgency, setUrgency] = useParam('urgency', 'due');
  const [category, setCategory] = useParam('category');
  const [q, setQ] = useParam('q');
  const [page, setPage] = useParam('page', '0');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const productOf = useMemo(() => {
    const byId = new Map(products.data?.items.map((one) => [one.product_id, one]));
    return (id: string) => byId.get(id);
  }, [products.data]);

  const match = (row: Recommendation) =>
    (category === '' || row.category === category) &&
    (q === '' || `${row.product_id} ${row.name}`.toLowerCase().includes(q.toLowerCase()));
  const kind = (row: Recommendation) =>
    urgency === 'all' || (urgency === 'due' ? DUE.includes(row.urgency) : row.urgency === urgency);

  return (
    <Page
      title="Orders"
      lead="What to order, worst first. Quantities can be changed; they stay in this browser until you export them."
      actions={
        <>
          <Downloads label="Whole list" file={(format) => ordersFile(category || undefined, format)} />
          <ForecastAllButton variant="default" />
        </>
      }
    >
      <Loaded query={query} skeleton={<Lines rows={10} height={40} />}>
        {({ items, complete }) => {
          const inScope = items.filter(match);
          const rows = inScope.filter(kind);
          const at = Math.max(0, Math.min(Number(page) || 0, Math.ceil(rows.length / SIZE) - 1));
          return (
            <>
              <div className="stack-s">
                <UrgencyFilter items={inScope} value={urgency} onChange={setUrgency} />
                <div className={classes.filters}>
                  <SearchInput
                    label="Search id or name"
                    value={q}
                    onChange={setQ}
                    className={classes.search}
                  />
                  <CategorySelect value={category} onChange={setCategory} />
                </div>
                {urgency in URGENCY && <p className="small dim">{URGENCY[urgency as Urgency].meaning}</p>}
                {!complete && (
                  <p className="small dim">
                    Showing the worst {items.length}. Choose a category to see the others.
                  </p>
                )}
              </div>
              <Panel flush>
                {rows.length === 0 ? (
                  <NoOrders any={items.length > 0} urgency={urgency} onAll={() => setUrgency('all')} />
                ) : (
                  <>
                    <OrderTable
                      rows={rows.slice(at * SIZE, (at + 1) * SIZE)}
                      all={rows}
                      chosen={chosen}
                      onChosen={setChosen}
                      productOf={productOf}
                    />
                    <Pager
                      page={at}
                      size={SIZE}
                      total={rows.length}
                      onPage={(n) => setPage(String(n))}
                      what="orders"
                    />
                  </>
                )}
              </Panel>
              <OrderBar
                rows={items.filter((row) => chosen.has(row.product_id))}
                productOf={productOf}
                onClear={() => setChosen(new Set())}
              />
            </>
          );
        }}
      </Loaded>
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
      title={urgency === 'due' ? 'Nothing is due' : 'No product here'}
      actions={
        <Button variant="default" onClick={onAll}>
          Show all products
        </Button>
      }
    >
      No product {URGENCIES.includes(urgency as Urgency) ? 'has this status' : 'has to be ordered'} with these
      filters.
    </Empty>
  );
}

import { Button, NativeSelect } from '@mantine/core';
import { IconBox, IconDownload, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { productsQuery, type ProductFilter } from '@/api/products';
import { count, plural } from '@/lib/format';
import { today } from '@/lib/dates';
import { download } from '@/lib/download';
import { useParam } from '@/lib/useParam';
import { useRecommendationOf } from '@/lib/useRecommendations';
import { CategorySelect } from '@/ui/CategorySelect';
import { Page } from '@/ui/Page';
import { Pager } from '@/ui/Pager';
import { Panel } from '@/ui/Panel';
import { SearchInput } from '@/ui/SearchInput';
import { Empty, Lines, Loaded } from '@/ui/States';
import classes from './Products.module.css';
import { ProductDialog } from './ProductDialog';
import { catalogueCsv } from './catalogue';
import { ProductTable } from './ProductTable';
import { sortProducts } from './sort';

const SIZE = 50;

export function ProductsPage() {
  const [q, setQ] = useParam('q');
  const [category, setCategory] = useParam('category');
  const [status, setStatus] = useParam('status', 'active');
  const [sort, setSort] = useParam('sort', 'product_id');
  const [page, setPage] = useParam('page', '0');
  const [adding, setAdding] = useParam('new');
  const filter: ProductFilter = {
    q: q || undefined,
    category: category || undefined,
    status: status === 'active' || status === 'discontinued' ? status : undefined,
  };
  const query = useQuery({ ...productsQuery(filter), placeholderData: (before) => before });
  const recommendationOf = useRecommendationOf();
  const filtered = q !== '' || category !== '' || status !== 'active';

  return (
    <Page
      title="Products"
      lead={
        query.data &&
        `${plural(query.data.items.length, 'product')}${query.data.complete ? '' : ' shown; search to see others'}`
      }
      actions={
        <>
          <Button
            component={Link}
            to="/import?kind=products"
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
          >
            Import
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={!query.data?.items.length}
            onClick={() => download(`products-${today()}.csv`, catalogueCsv(query.data?.items ?? []))}
          >
            Export
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding('1')}>
            Add product
          </Button>
        </>
      }
    >
      <div className={classes.filters}>
        <SearchInput label="Search id or name" value={q} onChange={setQ} className={classes.search} />
        <CategorySelect value={category} onChange={setCategory} />
        <NativeSelect
          aria-label="Status"
          value={status}
          onChange={(event) => setStatus(event.currentTarget.value)}
          data={[
            { value: 'active', label: 'Active' },
            { value: 'discontinued', label: 'Discontinued' },
            { value: 'any', label: 'Active and discontinued' },
          ]}
        />
        <NativeSelect
          aria-label="Sort by"
          className={classes.phoneOnly}
          value={sort}
          onChange={(event) => setSort(event.currentTarget.value)}
          data={[
            { value: 'product_id', label: 'Sort by id' },
            { value: 'name', label: 'Sort by name' },
            { value: 'urgency', label: 'Sort by urgency' },
            { value: 'on_hand', label: 'Sort by stock' },
            { value: '-current_price', label: 'Sort by price' },
          ]}
        />
      </div>
      <Panel flush>
        <Loaded
          query={query}
          skeleton={
            <div className={classes.pad}>
              <Lines rows={10} height={34} />
            </div>
          }
        >
          {({ items }) => {
            if (items.length === 0) return <NoProducts filtered={filtered} onAdd={() => setAdding('1')} />;
            const sorted = sortProducts(items, sort, recommendationOf);
            const at = Math.min(Number(page) || 0, Math.ceil(sorted.length / SIZE) - 1);
            return (
              <>
                <ProductTable
                  rows={sorted.slice(at * SIZE, (at + 1) * SIZE)}
                  sort={sort}
                  onSort={setSort}
                  recommendationOf={recommendationOf}
                />
                <Pager
                  page={at}
                  size={SIZE}
                  total={sorted.length}
                  onPage={(next) => setPage(String(next))}
                  what={`${count(sorted.length)} products`}
                />
              </>
            );
          }}
        </Loaded>
      </Panel>
      <ProductDialog opened={adding !== ''} onClose={() => setAdding('')} />
    </Page>
  );
}

function NoProducts({ filtered, onAdd }: { filtered: boolean; onAdd: () => void }) {
  if (filtered) {
    return (
      <Empty icon={<IconBox size={22} />} title="No product matches">
        Try fewer letters, or another category or status.
      </Empty>
    );
  }
  return (
    <Empty
      icon={<IconBox size={22} />}
      title="No products yet"
      actions={
        <>
          <Button component={Link} to="/import">
            Import sales
          </Button>
          <Button variant="default" onClick={onAdd}>
            Add a product
          </Button>
        </>
      }
    >
      Importing sales can create the products it finds. Or import a catalogue, or add one by hand.
    </Empty>
  );
}

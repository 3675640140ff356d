import { Button, NativeSelect } from '@mantine/core';
import { IconBox, IconDownload, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem } from '@/api/problem';
import { allProducts, productPagesQuery, type ProductFilter } from '@/api/products';
import { count, plural } from '@/lib/format';
import { today } from '@/lib/dates';
import { download } from '@/lib/download';
import { useParam } from '@/lib/useParam';
import { CategorySelect } from '@/ui/CategorySelect';
import { later } from '@/ui/later';
import { NO_WORDS, Page } from '@/ui/Page';
import { More } from '@/ui/More';
import { Panel } from '@/ui/Panel';
import { SearchInput } from '@/ui/SearchInput';
import { Empty, Lines, Loaded } from '@/ui/States';
import { SupplierSelect } from '@/ui/SupplierSelect';
import { toast } from '@/ui/toasts';
import classes from './Products.module.css';
import { catalogueCsv } from './catalogue';
import { ProductTable } from './ProductTable';
import { useWeeks } from './SalesSpark';
import { sortProducts } from './sort';
import { useStandings } from './useStandings';

const BulkEdit = later(() => import('./BulkEdit').then((file) => file.BulkEdit));
const ProductDialog = later(() => import('./ProductDialog').then((file) => file.ProductDialog));

export function ProductsPage() {
  const [q, setQ] = useParam('q');
  const [category, setCategory] = useParam('category');
  const [supplier, setSupplier] = useParam('supplier');
  const [status, setStatus] = useParam('status', 'active');
  const [sort, setSort] = useParam('sort', 'product_id');
  const [adding, setAdding] = useParam('new');
  const filter: ProductFilter = {
    q: q || undefined,
    category: category || undefined,
    supplier_id: supplier || undefined,
    status: status === 'active' || status === 'discontinued' ? status : undefined,
  };
  const query = useInfiniteQuery({ ...productPagesQuery(filter), placeholderData: (before) => before });
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const [changing, setChanging] = useState(false);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const scope = { q: filter.q, category: filter.category, supplier_id: filter.supplier_id };
  const standingOf = useStandings(scope, items.at(-1)?.product_id);
  const weeksOf = useWeeks(query.data?.pages.map((page) => page.items.map((one) => one.product_id)) ?? []);
  const whole = query.data !== undefined && !query.hasNextPage;
  const filtered = q !== '' || category !== '' || supplier !== '' || status !== 'active';
  const choose = (ids: string[], on: boolean) =>
    setChosen((now) => new Set(on ? [...now, ...ids] : [...now].filter((id) => !ids.includes(id))));
  const save = useMutation({
    mutationFn: () => allProducts(filter),
    onSuccess: (all) => download(`products-${today()}.csv`, catalogueCsv(all)),
    onError: (error) =>
      toast('The file could not be made', { tone: 'danger', detail: asProblem(error).detail }),
  });

  return (
    <Page
      title="Products"
      lead={
        !query.data
          ? NO_WORDS
          : whole
            ? plural(items.length, 'product')
            : `The first ${count(items.length)}, by id. Search or filter to see others.`
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
            disabled={items.length === 0}
            loading={save.isPending}
            onClick={() => save.mutate()}
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
        <SupplierSelect
          aria-label="Supplier"
          none="All suppliers"
          value={supplier}
          onChange={(event) => setSupplier(event.currentTarget.value)}
        />
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
        {(whole || !query.data) && (
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
        )}
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
          {() =>
            items.length === 0 ? (
              <NoProducts filtered={filtered} onAdd={() => setAdding('1')} />
            ) : (
              <>
                <ProductTable
                  rows={whole ? sortProducts(items, sort, standingOf) : items}
                  sort={whole ? sort : 'product_id'}
                  onSort={whole ? setSort : undefined}
                  chosen={chosen}
                  onChoose={choose}
                  standingOf={standingOf}
                  weeksOf={weeksOf}
                />
                {!whole && (
                  <p className={`dim small ${classes.pad ?? ''}`}>
                    A longer list is sorted by urgency, cover or money under <Link to="/orders">Orders</Link>.
                  </p>
                )}
                <More shown={items.length} what="products" query={query} />
              </>
            )
          }
        </Loaded>
      </Panel>
      {items.length > 0 && (
        <Chosen
          chosen={chosen}
          shown={items.map((one) => one.product_id)}
          onChoose={choose}
          onChange={() => setChanging(true)}
        />
      )}
      <BulkEdit
        ids={[...chosen]}
        opened={changing}
        onClose={() => setChanging(false)}
        onDone={(refused) => setChosen(new Set(refused))}
      />
      <ProductDialog opened={adding !== ''} onClose={() => setAdding('')} />
    </Page>
  );
}

interface ChosenProps {
  chosen: Set<string>;
  shown: string[];
  onChoose: (ids: string[], on: boolean) => void;
  onChange: () => void;
}

/** What can be done with the chosen products; it stays in sight while the list is scrolled. */
function Chosen({ chosen, shown, onChoose, onChange }: ChosenProps) {
  const rest = shown.filter((id) => !chosen.has(id));
  return (
    <div
      className={classes.chosen}
      role="region"
      aria-label="Chosen products"
      data-any={chosen.size > 0 || undefined}
    >
      <span role="status">
        {chosen.size > 0 ? `${plural(chosen.size, 'product')} chosen` : 'None chosen'}
      </span>
      {rest.length > 0 && (
        <Button size="xs" variant="default" onClick={() => onChoose(rest, true)}>
          Choose all {count(shown.length)} shown
        </Button>
      )}
      {chosen.size > 0 && (
        <>
          <Button size="xs" variant="default" onClick={() => onChoose([...chosen], false)}>
            Choose none
          </Button>
          <Button size="xs" onClick={onChange}>
            Change …
          </Button>
        </>
      )}
    </div>
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

import { Button, Tabs } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { forecastQuery } from '@/api/forecasts';
import { productQuery, useDeleteProduct } from '@/api/products';
import { asProblem } from '@/api/problem';
import type { Product } from '@/api/types';
import { recommendationQuery } from '@/api/reports';
import { price } from '@/lib/format';
import { useParam } from '@/lib/useParam';
import { Confirm } from '@/ui/Confirm';
import { later } from '@/ui/later';
import { Back } from '@/ui/Back';
import { Page } from '@/ui/Page';
import { Pending } from '@/ui/Pending';
import { toast } from '@/ui/toasts';
import { Tag, UrgencyBadge } from '@/ui/UrgencyBadge';
import { AccuracyTab } from './AccuracyTab';
import { Facts } from './Facts';
import { ForecastTab } from './ForecastTab';
import { OrderTab } from './OrderTab';
import classes from './Product.module.css';
import { SalesTab } from './SalesTab';

const ProductDialog = later(() =>
  import('@/pages/products/ProductDialog').then((file) => file.ProductDialog),
);

const TABS = ['forecast', 'accuracy', 'order', 'sales'];

export function ProductPage() {
  const id = useParams().id ?? '';
  const product = useQuery(productQuery(id));
  if (product.data) return <Known key={id} product={product.data} />;
  return <Pending title={id} query={product} back={BACK} />;
}

const BACK = <Back to="/products">Products</Back>;

function Known({ product }: { product: Product }) {
  const [tab, setTab] = useParam('tab', 'forecast');
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const forecast = useQuery(forecastQuery(product.product_id));
  const advice = useQuery(recommendationQuery(product.product_id));
  const recommendation = advice.data ?? undefined;
  const remove = useDeleteProduct();
  const navigate = useNavigate();

  const confirmDelete = () => {
    void navigate('/products');
    // By promise: callbacks of `mutate` are dropped with the page, which is being left.
    remove.mutateAsync(product.product_id).then(
      () => toast(`${product.name} deleted, with its sales and forecasts`),
      (error: unknown) => {
        const problem = asProblem(error);
        toast(`${product.name} could not be deleted`, {
          tone: 'danger',
          detail: `${problem.title}. ${problem.detail}`,
          action: { label: 'Open it again', to: `/products/${encodeURIComponent(product.product_id)}` },
        });
      },
    );
  };

  return (
    <Page
      title={product.name}
      over={BACK}
      lead={
        <span className={classes.lead}>
          <span className="mono">{product.product_id}</span>
          <span>{product.category}</span>
          <span className="num">{price(product.current_price)} a unit</span>
          {product.status === 'discontinued' ? (
            <Tag>Discontinued</Tag>
          ) : (
            recommendation && <UrgencyBadge urgency={recommendation.urgency} />
          )}
        </span>
      }
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            Edit
          </Button>
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            Delete
          </Button>
        </>
      }
    >
      <Facts product={product} forecast={forecast.data} recommendation={recommendation} />
      <Tabs
        value={TABS.includes(tab) ? tab : 'forecast'}
        onChange={(next) => setTab(next ?? 'forecast')}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="forecast">Forecast</Tabs.Tab>
          <Tabs.Tab value="accuracy">Accuracy</Tabs.Tab>
          <Tabs.Tab value="order">Order</Tabs.Tab>
          <Tabs.Tab value="sales">Sales</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="forecast">
          <ForecastTab product={product} forecast={forecast} recommendation={recommendation} />
        </Tabs.Panel>
        <Tabs.Panel value="accuracy">
          <AccuracyTab product={product} />
        </Tabs.Panel>
        <Tabs.Panel value="order">
          <OrderTab product={product} query={advice} onEdit={() => setEditing(true)} />
        </Tabs.Panel>
        <Tabs.Panel value="sales">
          <SalesTab product={product} />
        </Tabs.Panel>
      </Tabs>
      <ProductDialog opened={editing} onClose={() => setEditing(false)} product={product} />
      <Confirm
        opened={deleting}
        onClose={() => setDeleting(false)}
        onConfirm={confirmDelete}
        title={`Delete ${product.name}?`}
        confirm="Delete product"
      >
        Its sales history, forecasts and past runs are deleted with it. This cannot be undone. To keep the
        history, set the product to discontinued instead.
      </Confirm>
    </Page>
  );
}

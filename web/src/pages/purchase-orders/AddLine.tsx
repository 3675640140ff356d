import { Button, Loader } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { Product } from '@/api/types';
import { nearest } from '@/lib/packs';
import type { DraftLine } from './draft';
import classes from './PurchaseOrders.module.css';

const ProductFinder = lazy(() =>
  import('@/ui/ProductFinder').then((file) => ({ default: file.ProductFinder })),
);

interface AddLineProps {
  supplier: string;
  taken: string[];
  onAdd: (line: DraftLine, product: Product) => void;
}

/** Other products of the supplier on the draft, each with its smallest order. */
export function AddLine({ supplier, taken, onAdd }: AddLineProps) {
  const [finding, setFinding] = useState(false);
  if (!finding) {
    return (
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setFinding(true)}
      >
        Add a product
      </Button>
    );
  }
  const add = (product: Product) =>
    onAdd(
      {
        key: product.product_id,
        product_id: product.product_id,
        supplier_sku: product.supplier_sku,
        quantity: nearest(0, product),
        cost: product.unit_cost === null ? '' : String(product.unit_cost),
        expected_on: null,
      },
      product,
    );
  return (
    <span className={classes.add}>
      <Suspense fallback={<Loader size="xs" />}>
        <ProductFinder label="Product to add" supplier={supplier} taken={taken} onFind={add} />
      </Suspense>
    </span>
  );
}

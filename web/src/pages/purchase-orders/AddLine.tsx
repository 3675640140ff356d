import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Product } from '@/api/types';
import { count } from '@/lib/format';
import { nearest } from '@/lib/packs';
import type { DraftLine } from './draft';
import classes from './PurchaseOrders.module.css';

interface AddLineProps {
  taken: string[];
  products: Product[];
  /** Whether these are all of the supplier’s. */
  complete: boolean;
  onAdd: (line: DraftLine) => void;
}

/** Another product of the supplier on the draft, with its smallest order. */
export function AddLine({ taken, products, complete, onAdd }: AddLineProps) {
  const [id, setId] = useState('');
  const free = products.filter((one) => !taken.includes(one.product_id) && one.status === 'active');
  const product = free.find((one) => one.product_id === id);
  if (free.length === 0) return <span />;
  return (
    <span className={classes.add}>
      <NativeSelect
        size="xs"
        aria-label="Product to add"
        value={product ? id : ''}
        onChange={(event) => setId(event.currentTarget.value)}
        data={[
          {
            value: '',
            label: complete
              ? 'Add a product of this supplier'
              : `Add one of this supplier’s first ${count(products.length)} products`,
          },
          ...free.map((one) => ({ value: one.product_id, label: `${one.name} (${one.product_id})` })),
        ]}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={!product}
        onClick={() => {
          if (!product) return;
          onAdd({
            key: product.product_id,
            product_id: product.product_id,
            supplier_sku: product.supplier_sku,
            quantity: nearest(0, product),
            cost: product.unit_cost === null ? '' : String(product.unit_cost),
            expected_on: null,
          });
          setId('');
        }}
      >
        Add
      </Button>
    </span>
  );
}

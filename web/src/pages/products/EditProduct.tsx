import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { productQuery, useUpdateProduct } from '@/api/products';
import { asProblem } from '@/api/problem';
import type { Product } from '@/api/types';
import { today } from '@/lib/dates';
import { changes, differences, merged } from '@/lib/differences';
import { Conflict } from '@/ui/Conflict';
import { undoable } from '@/ui/undo';
import { useUnsaved } from '@/ui/unsaved';
import { useLatest } from '@/ui/useLatest';
import { FIELDS } from './conflictFields';
import { initial, toWrite, type FormValues } from './form';
import { ProductForm } from './ProductForm';

interface EditProductProps {
  product: Product;
  onDone: () => void;
}

const valuesOf = (product: Product): FormValues => initial(product, today());

/** The form of a product that exists. Only what was changed is sent; where someone else was quicker, both are shown. */
export function EditProduct({ product, onDone }: EditProductProps) {
  const update = useUpdateProduct();
  /** The version that the form started from: the page behind shows changes before they are accepted. */
  const [before, setBefore] = useState(product);
  const [values, setValues] = useState(() => valuesOf(product));
  const client = useQueryClient();
  const latest = useLatest(() => client.query({ ...productQuery(product.product_id), staleTime: 0 }));
  const close = useUnsaved(JSON.stringify(values) !== JSON.stringify(valuesOf(before)));

  const save = (from: Product, next: FormValues) => {
    const patch = changes(toWrite(valuesOf(from)), toWrite(next));
    if (Object.keys(patch).length === 0) {
      onDone();
      return;
    }
    update.mutate(
      { product: from, patch },
      {
        onError: latest.afterConflict,
        onSuccess: (saved) => {
          const back = Object.fromEntries(Object.keys(patch).map((key) => [key, from[key as keyof Product]]));
          undoable({
            done: `${saved.name} saved`,
            undo: () => update.mutateAsync({ product: saved, patch: back }),
            undone: `${from.name} is as it was before`,
          });
          onDone();
        },
      },
    );
  };

  if (latest.theirs) {
    const theirs = latest.theirs;
    const other = valuesOf(theirs);
    return (
      <Conflict
        what={before.name}
        differences={differences(valuesOf(before), values, other, FIELDS)}
        busy={update.isPending}
        onCancel={latest.forget}
        onChoose={(chosen) => {
          const next = merged(values, other, chosen);
          setValues(next);
          setBefore(theirs);
          latest.forget();
          save(theirs, next);
        }}
      />
    );
  }
  return (
    <ProductForm
      values={values}
      onChange={setValues}
      isNew={false}
      onSave={() => save(before, values)}
      onCancel={close}
      busy={update.isPending || latest.loading}
      problem={update.error ? asProblem(update.error) : null}
    />
  );
}

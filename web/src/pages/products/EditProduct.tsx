import { useQueryClient } from '@tanstack/react-query';
import { productQuery, useUpdateProduct, type ProductChange } from '@/api/products';
import type { Product } from '@/api/types';
import { today } from '@/lib/dates';
import { changes } from '@/lib/differences';
import { byField, useEditing } from '@/ui/useEditing';
import { FIELDS } from './conflictFields';
import { initial, toWrite, type FormValues } from './form';
import { ProductForm } from './ProductForm';

interface EditProductProps {
  product: Product;
  onDone: () => void;
}

const valuesOf = (product: Product): FormValues => initial(product, today());

function request(product: Product, values: FormValues): ProductChange | null {
  const patch = changes(toWrite(valuesOf(product)), toWrite(values));
  return Object.keys(patch).length > 0 ? { product, patch } : null;
}

/** The form of a product that exists. Only what was changed is sent. */
export function EditProduct({ product, onDone }: EditProductProps) {
  const client = useQueryClient();
  const form = useEditing({
    stored: product,
    nameOf: ({ name }) => name,
    valuesOf,
    compare: byField(FIELDS),
    load: () => client.query({ ...productQuery(product.product_id), staleTime: 0 }),
    write: useUpdateProduct(),
    request,
    storedOf: (saved) => saved,
    said: (saved, from) => ({ done: `${saved.name} saved`, undone: `${from.name} is as it was before` }),
    onSaved: onDone,
  });
  return form.conflict ?? <ProductForm {...form} isNew={false} />;
}

import { useNavigate } from 'react-router';
import { useState } from 'react';
import { useCreateProduct } from '@/api/products';
import { asProblem } from '@/api/problem';
import type { Product } from '@/api/types';
import { today } from '@/lib/dates';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/toasts';
import { useUnsaved } from '@/ui/unsaved';
import { EditProduct } from './EditProduct';
import { initial, toWrite } from './form';
import { ProductForm } from './ProductForm';

interface ProductDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The product to change; a new one is created without it. */
  product?: Product;
}

/** Adds or changes a product. A change shows at once and is taken back if the API refuses it. */
export function ProductDialog({ opened, onClose, product }: ProductDialogProps) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={product ? `Edit ${product.name}` : 'Add a product'}
      size={720}
    >
      {product ? <EditProduct product={product} onDone={onClose} /> : <AddProduct onDone={onClose} />}
    </Dialog>
  );
}

function AddProduct({ onDone }: { onDone: () => void }) {
  const create = useCreateProduct();
  const navigate = useNavigate();
  const [start] = useState(() => initial(undefined, today()));
  const [values, setValues] = useState(start);
  const close = useUnsaved(values !== start);
  const save = () =>
    create.mutate(toWrite(values), {
      onSuccess: (made) => {
        toast(`${made.name} added`);
        onDone();
        void navigate(`/products/${encodeURIComponent(made.product_id)}`);
      },
    });
  return (
    <ProductForm
      values={values}
      setValues={setValues}
      isNew
      save={save}
      close={close}
      busy={create.isPending}
      problem={create.error ? asProblem(create.error) : null}
    />
  );
}

import { useNavigate } from 'react-router';
import { useCreateProduct, useUpdateProduct } from '@/api/products';
import { asProblem } from '@/api/problem';
import type { Product, ProductWrite } from '@/api/types';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/toasts';
import { ProductForm } from './ProductForm';

interface ProductDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The product to change; a new one is created without it. */
  product?: Product;
}

/** Adds or changes a product. A change shows at once and is taken back if the API refuses it. */
export function ProductDialog({ opened, onClose, product }: ProductDialogProps) {
  const create = useCreateProduct();
  const update = useUpdateProduct();
  const navigate = useNavigate();
  const pending = product ? update : create;

  const close = () => {
    create.reset();
    update.reset();
    onClose();
  };
  const save = (write: ProductWrite) => {
    if (product) {
      update.mutate(
        { product, write },
        {
          onSuccess: () => {
            toast(`${write.name} saved`);
            close();
          },
        },
      );
    } else {
      create.mutate(write, {
        onSuccess: (made) => {
          toast(`${made.name} added`);
          close();
          void navigate(`/products/${encodeURIComponent(made.product_id)}`);
        },
      });
    }
  };

  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={product ? `Edit ${product.name}` : 'Add a product'}
      size={720}
    >
      <ProductForm
        product={product}
        onSave={save}
        onCancel={close}
        busy={pending.isPending}
        problem={pending.error ? asProblem(pending.error) : null}
      />
    </Dialog>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { asProblem } from '@/api/problem';
import { supplierQuery, useCreateSupplier, useUpdateSupplier } from '@/api/suppliers';
import type { Supplier } from '@/api/types';
import { same } from '@/lib/differences';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/toasts';
import { useUnsaved } from '@/ui/unsaved';
import { byField, useEditing } from '@/ui/useEditing';
import { FIELDS, toWrite, valuesOf } from './form';
import { SupplierForm } from './SupplierForm';

interface SupplierDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The supplier to change; a new one is added without it. */
  supplier?: Supplier;
}

export function SupplierDialog({ opened, onClose, supplier }: SupplierDialogProps) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={supplier ? `Edit ${supplier.name}` : 'Add a supplier'}
      size={720}
    >
      {supplier ? <Edit supplier={supplier} onDone={onClose} /> : <Add onDone={onClose} />}
    </Dialog>
  );
}

function Add({ onDone }: { onDone: () => void }) {
  const [values, setValues] = useState(() => valuesOf());
  const create = useCreateSupplier();
  const navigate = useNavigate();
  const close = useUnsaved(!same(values, valuesOf()));
  return (
    <SupplierForm
      values={values}
      setValues={setValues}
      isNew
      save={() =>
        create.mutate(toWrite(values), {
          onSuccess: (made) => {
            toast(`${made.name} added`);
            onDone();
            void navigate(`/suppliers/${encodeURIComponent(made.supplier_id)}`);
          },
        })
      }
      close={close}
      busy={create.isPending}
      problem={create.error ? asProblem(create.error) : null}
    />
  );
}

function Edit({ supplier, onDone }: { supplier: Supplier; onDone: () => void }) {
  const client = useQueryClient();
  const form = useEditing({
    stored: supplier,
    nameOf: ({ name }) => name,
    valuesOf,
    compare: byField(FIELDS),
    load: () => client.query({ ...supplierQuery(supplier.supplier_id), staleTime: 0 }),
    write: useUpdateSupplier(),
    request: (from, values) => ({ supplier: from, write: toWrite(values) }),
    storedOf: (saved) => saved,
    said: (saved, from) => ({ done: `${saved.name} saved`, undone: `${from.name} is as it was before` }),
    onSaved: onDone,
  });
  return form.conflict ?? <SupplierForm {...form} isNew={false} />;
}

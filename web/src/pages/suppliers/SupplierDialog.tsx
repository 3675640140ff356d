import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { asProblem } from '@/api/problem';
import { supplierQuery, useCreateSupplier, useUpdateSupplier } from '@/api/suppliers';
import type { Supplier } from '@/api/types';
import { differences, merged } from '@/lib/differences';
import { Conflict } from '@/ui/Conflict';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/toasts';
import { undoable } from '@/ui/undo';
import { useUnsaved } from '@/ui/unsaved';
import { useLatest } from '@/ui/useLatest';
import { FIELDS, toWrite, valuesOf, type SupplierValues } from './form';
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
  const close = useUnsaved(JSON.stringify(values) !== JSON.stringify(valuesOf()));
  return (
    <SupplierForm
      values={values}
      onChange={setValues}
      isNew
      onSave={() =>
        create.mutate(toWrite(values), {
          onSuccess: (made) => {
            toast(`${made.name} added`);
            onDone();
            void navigate(`/suppliers/${encodeURIComponent(made.supplier_id)}`);
          },
        })
      }
      onCancel={close}
      busy={create.isPending}
      problem={create.error ? asProblem(create.error) : null}
    />
  );
}

/** Where someone else was quicker, both versions are shown. */
function Edit({ supplier, onDone }: { supplier: Supplier; onDone: () => void }) {
  const update = useUpdateSupplier();
  const client = useQueryClient();
  const [before, setBefore] = useState(supplier);
  const [values, setValues] = useState(() => valuesOf(supplier));
  const latest = useLatest(() => client.query({ ...supplierQuery(supplier.supplier_id), staleTime: 0 }));
  const close = useUnsaved(JSON.stringify(values) !== JSON.stringify(valuesOf(before)));

  const save = (from: Supplier, next: SupplierValues) =>
    update.mutate(
      { supplier: from, write: toWrite(next) },
      {
        onError: latest.afterConflict,
        onSuccess: (saved) => {
          undoable({
            done: `${saved.name} saved`,
            undo: () => update.mutateAsync({ supplier: saved, write: toWrite(valuesOf(from)) }),
            undone: `${from.name} is as it was before`,
          });
          onDone();
        },
      },
    );

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
    <SupplierForm
      values={values}
      onChange={setValues}
      isNew={false}
      onSave={() => save(before, values)}
      onCancel={close}
      busy={update.isPending || latest.loading}
      problem={update.error && !latest.loading ? asProblem(update.error) : null}
    />
  );
}

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChangeProducts, type Refused } from '@/api/products';
import type { ProductPatch } from '@/api/types';
import { plural } from '@/lib/format';
import { useSuppliers } from '@/lib/useSuppliers';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import { useUnsaved } from '@/ui/unsaved';
import { useFields, type Errors } from '@/ui/useFields';
import { shifted } from './form';

interface BulkEditProps {
  ids: string[];
  opened: boolean;
  onClose: () => void;
  /** The products that were not changed stay chosen. */
  onDone: (refused: string[]) => void;
}

/** Changes lead time, service level, supplier or status of many products at once. */
export function BulkEdit({ ids, opened, onClose, onDone }: BulkEditProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Change ${plural(ids.length, 'product')}`} size={520}>
      <Fields ids={ids} onClose={onClose} onDone={onDone} />
    </Dialog>
  );
}

const NOTHING = { lead_time_days: '', service_level: '', supplier_id: '', status: '' };
type Values = typeof NOTHING;
/** What takes the supplier away; an id never begins with a dash. */
const NONE = '-';

export function checkBulk({ lead_time_days: lead, service_level: level }: Values): Errors<keyof Values> {
  const days = Number(lead);
  const share = Number(level);
  return {
    ...(lead === '' || (Number.isInteger(days) && days >= 0 && days <= 365)
      ? {}
      : { lead_time_days: 'Whole days, 0 to 365' }),
    ...(level === '' || (share >= 50 && share <= 99.9) ? {} : { service_level: 'Between 50 and 99.9' }),
  };
}

/** The fields that were filled in. */
export function bulkPatch(values: Values): ProductPatch {
  const { lead_time_days: lead, service_level: level, supplier_id: supplier, status } = values;
  return {
    ...(lead === '' ? {} : { lead_time_days: Number(lead) }),
    ...(level === '' ? {} : { service_level: shifted(Number(level), -2) }),
    ...(supplier === '' ? {} : { supplier_id: supplier === NONE ? null : supplier }),
    ...(status === 'active' || status === 'discontinued' ? { status } : {}),
  };
}

function Fields({ ids, onClose, onDone }: Omit<BulkEditProps, 'opened'>) {
  const [values, setValues] = useState(NOTHING);
  const [refused, setRefused] = useState<Refused[]>([]);
  const { suppliers } = useSuppliers();
  const change = useChangeProducts();
  const patch = bulkPatch(values);
  const empty = Object.keys(patch).length === 0;
  const close = useUnsaved(!empty && refused.length === 0);
  const save = () => {
    if (empty) return;
    change.mutate(
      { ids, patch },
      {
        onSuccess: (failed) => {
          const done = ids.length - failed.length;
          if (done > 0) toast(`${plural(done, 'product')} changed`);
          setRefused(failed);
          onDone(failed.map(({ id }) => id));
          if (failed.length === 0) onClose();
        },
      },
    );
  };
  const { submit, bind } = useFields({ values, setValues, check: checkBulk, problem: null, save });
  return (
    <Form onSubmit={submit}>
      <p className="small dim">What is left empty stays as it is.</p>
      <div className="cols-form">
        <TextInput
          label="Lead time, days"
          type="number"
          min={0}
          inputMode="numeric"
          data-autofocus
          {...bind('lead_time_days')}
        />
        <TextInput
          label="Service level, %"
          type="number"
          step="any"
          inputMode="decimal"
          {...bind('service_level')}
        />
        <NativeSelect
          label="Supplier"
          {...bind('supplier_id')}
          data={[
            { value: '', label: 'As it is' },
            { value: NONE, label: 'No supplier' },
            ...suppliers.map((one) => ({ value: one.supplier_id, label: one.name })),
          ]}
        />
        <NativeSelect
          label="Status"
          {...bind('status')}
          data={[
            { value: '', label: 'As it is' },
            { value: 'active', label: 'Active' },
            { value: 'discontinued', label: 'Discontinued' },
          ]}
        />
      </div>
      {change.isError && <Problem error={change.error} />}
      {refused.length > 0 && (
        <div role="alert" className="stack-s">
          <strong>{plural(refused.length, 'product')} could not be changed:</strong>
          <ul className="plain small">
            {refused.map(({ id, why }) => (
              <li key={id}>
                <span className="mono">{id}</span>: {why}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="row-end">
        <Button variant="default" onClick={close}>
          {refused.length > 0 ? 'Close' : 'Cancel'}
        </Button>
        <Button type="submit" loading={change.isPending} disabled={empty}>
          Change {plural(ids.length, 'product')}
        </Button>
      </div>
    </Form>
  );
}

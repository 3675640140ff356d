import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { ApiProblem } from '@/api/problem';
import { currency } from '@/lib/format';
import { useCategories } from '@/lib/useCategories';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { SupplierSelect } from '@/ui/SupplierSelect';
import { check, fieldErrors, type FieldName, type FormErrors, type FormValues } from './form';
import classes from './ProductForm.module.css';

interface ProductFormProps {
  values: FormValues;
  onChange: (next: (now: FormValues) => FormValues) => void;
  /** A new product chooses its id. */
  isNew: boolean;
  onSave: () => void;
  onCancel: () => void;
  busy: boolean;
  problem: ApiProblem | null;
}

export function ProductForm({ values, onChange, isNew, onSave, onCancel, busy, problem }: ProductFormProps) {
  const [own, setOwn] = useState<FormErrors>({});
  const categories = useCategories();
  const errors: FormErrors = { ...fieldErrors(problem?.fields ?? []), ...own };

  const bind = (name: FieldName) => ({
    name,
    value: values[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      onChange((now) => ({ ...now, [name]: value }));
      setOwn((now) => ({ ...now, [name]: undefined }));
    },
  });
  const number = (name: FieldName) => ({
    ...bind(name),
    type: 'number',
    inputMode: 'decimal' as const,
    // Stock can be below zero: sold, but not there.
    min: name === 'on_hand' ? undefined : 0,
    step: 'any',
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = check(values);
    setOwn(found);
    if (Object.values(found).every((one) => !one)) onSave();
  };

  return (
    <Form onSubmit={submit}>
      <Part title="What it is">
        <TextInput label="Name" required {...bind('name')} data-autofocus />
        <TextInput label="Category" required list="categories" {...bind('category')} />
        <datalist id="categories">
          {categories.map((one) => (
            <option key={one} value={one} aria-label={one} />
          ))}
        </datalist>
        <TextInput
          label="Product id"
          description={isNew ? 'Left empty, one is made up' : 'Cannot be changed'}
          {...bind('product_id')}
          disabled={!isNew}
        />
        <TextInput label={`Selling price, ${currency()} a unit`} required {...number('current_price')} />
        <TextInput
          label={`Unit cost, ${currency()}`}
          description="Values stock and excess"
          {...number('unit_cost')}
        />
        <NativeSelect
          label="Status"
          data={[
            { value: 'active', label: 'Active' },
            { value: 'discontinued', label: 'Discontinued' },
          ]}
          {...bind('status')}
        />
      </Part>
      <Part title="What there is">
        <TextInput label="On hand, units" description="Empty means unknown, not 0" {...number('on_hand')} />
        <TextInput label="Counted on" type="date" {...bind('stock_as_of')} />
        <TextInput label="On order, units" description="Ordered, not arrived" {...number('on_order')} />
      </Part>
      <Part title="How it is ordered">
        <TextInput label="Lead time, days" description="From order to shelf" {...number('lead_time_days')} />
        <TextInput
          label="Lead time varies by, days"
          description="Standard deviation"
          {...number('lead_time_std_days')}
        />
        <TextInput
          label="Review every, days"
          description="How often you order"
          {...number('review_period_days')}
        />
        <TextInput
          label="Service level, %"
          description="Order cycles without running out"
          {...number('service_level')}
        />
        <TextInput label="Smallest order, units" {...number('min_order_quantity')} />
        <TextInput
          label="Pack size, units"
          description="Orders are rounded up to it"
          {...number('order_multiple')}
        />
        <SupplierSelect label="Supplier" {...bind('supplier_id')} />
        <TextInput
          label="Supplier’s article number"
          description="What the supplier calls it"
          {...bind('supplier_sku')}
        />
        <TextInput
          label="Replaces product"
          description="Takes over its sales history"
          {...bind('supersedes')}
        />
      </Part>
      {problem && <Problem error={problem} />}
      <div className={classes.foot}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={busy}>
          {isNew ? 'Add product' : 'Save'}
        </Button>
      </div>
    </Form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={classes.part}>
      <legend>{title}</legend>
      <div className="cols-form">{children}</div>
    </fieldset>
  );
}

import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiProblem } from '@/api/problem';
import { currency } from '@/lib/format';
import { useCategories } from '@/lib/useCategories';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { SupplierSelect } from '@/ui/SupplierSelect';
import { useFields } from '@/ui/useFields';
import { check, type FieldName, type FormValues } from './form';
import classes from './ProductForm.module.css';

interface ProductFormProps {
  values: FormValues;
  setValues: (next: (now: FormValues) => FormValues) => void;
  /** A new product chooses its id. */
  isNew: boolean;
  save: () => void;
  close: () => void;
  busy: boolean;
  problem: ApiProblem | null;
}

export function ProductForm({ values, setValues, isNew, save, close, busy, problem }: ProductFormProps) {
  const categories = useCategories();
  const { submit, bind } = useFields({ values, setValues, check, problem, save });

  const number = (name: FieldName) => ({
    ...bind(name),
    type: 'number',
    inputMode: 'decimal' as const,
    // Stock can be below zero: sold, but not there.
    min: name === 'on_hand' ? undefined : 0,
    step: 'any',
  });

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
        <Button variant="default" onClick={close}>
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

import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import type { ApiProblem } from '@/api/problem';
import { currency } from '@/lib/format';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { useFields } from '@/ui/useFields';
import { check, type SupplierValues } from './form';
import classes from './Suppliers.module.css';
import { WEEKDAYS, weekdayName } from './words';

interface SupplierFormProps {
  values: SupplierValues;
  setValues: (next: (now: SupplierValues) => SupplierValues) => void;
  isNew: boolean;
  save: () => void;
  close: () => void;
  busy: boolean;
  problem: ApiProblem | null;
}

export function SupplierForm({ values, setValues, isNew, save, close, busy, problem }: SupplierFormProps) {
  const { errors, submit, bind } = useFields({ values, setValues, check, problem, save });
  const days = { type: 'number', inputMode: 'decimal' as const, min: 0 };
  return (
    <Form onSubmit={submit}>
      <div className="cols-form">
        <TextInput label="Name" required {...bind('name')} data-autofocus />
        <TextInput
          label="Supplier id"
          description={isNew ? 'Left empty, one is made up' : 'Cannot be changed'}
          {...bind('supplier_id')}
          disabled={!isNew}
        />
        <TextInput label="Mail address for orders" type="email" {...bind('email')} />
      </div>
      <Textarea label="Address" description="On the order document" rows={3} {...bind('address')} />
      <div className="cols-form">
        <TextInput
          label="Delivers in, days"
          description="As agreed; what is measured takes over"
          {...days}
          {...bind('lead_time_days')}
        />
        <TextInput
          label="Varies by, days"
          description="Standard deviation"
          {...days}
          step="any"
          {...bind('lead_time_std_days')}
        />
        <TextInput
          label="Order every, days"
          description="How often you order here"
          {...days}
          {...bind('review_period_days')}
        />
        <TextInput
          label={`Smallest order value, ${values.currency || currency()}`}
          {...days}
          step="any"
          {...bind('min_order_value')}
        />
        <TextInput
          label="Currency of its prices"
          description={`Left empty, ${currency()}`}
          placeholder={currency()}
          maxLength={3}
          {...bind('currency')}
        />
      </div>
      <Checkbox.Group
        label="Takes orders on"
        description="None ticked means any day"
        value={values.order_weekdays}
        error={errors.order_weekdays}
        onChange={(ticked) =>
          setValues((now) => ({ ...now, order_weekdays: WEEKDAYS.filter((day) => ticked.includes(day)) }))
        }
      >
        <div className={classes.weekdays}>
          {WEEKDAYS.map((day) => (
            <Checkbox key={day} value={day} label={weekdayName(day, 'long')} />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea label="Note" description="For yourselves" rows={2} {...bind('note')} />
      {problem && <Problem error={problem} />}
      <div className="row-end">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={busy}>
          {isNew ? 'Add supplier' : 'Save'}
        </Button>
      </div>
    </Form>
  );
}

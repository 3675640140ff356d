import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useCreateOverride } from '@/api/overrides';
import type { Product } from '@/api/types';
import { addDays, today } from '@/lib/dates';
import { readStored, writeStored } from '@/lib/store';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';

const AUTHOR_KEY = 'stockcast.author';

interface OverrideFormProps {
  product: Product;
  opened: boolean;
  onClose: () => void;
}

export function OverrideForm({ product, opened, onClose }: OverrideFormProps) {
  const create = useCreateOverride(product.product_id);
  const [values, setValues] = useState(() => {
    const author = readStored(AUTHOR_KEY);
    return {
      start: addDays(today(), 1),
      end: addDays(today(), 7),
      how: 'percent',
      amount: '',
      reason: '',
      author: typeof author === 'string' ? author : '',
    };
  });
  const bind = (name: keyof typeof values) => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((now) => ({ ...now, [name]: value }));
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    writeStored(AUTHOR_KEY, values.author);
    const amount = Number(values.amount);
    create.mutate(
      {
        start: values.start,
        end: values.end,
        reason: values.reason.trim(),
        author: values.author.trim(),
        ...(values.how === 'percent'
          ? { factor: Math.round((1 + amount / 100) * 1e4) / 1e4 }
          : { quantity: amount }),
      },
      {
        onSuccess: () => {
          toast('Forecast corrected');
          onClose();
        },
      },
    );
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={`Correct the forecast of ${product.name}`}>
      <form onSubmit={submit} className="stack">
        <div className="cols-form">
          <TextInput label="First day" type="date" required {...bind('start')} data-autofocus />
          <TextInput label="Last day" type="date" required min={values.start} {...bind('end')} />
          <NativeSelect
            label="Change to"
            {...bind('how')}
            data={[
              { value: 'percent', label: 'More or less, %' },
              { value: 'quantity', label: 'A fixed number of units a day' },
            ]}
          />
          <TextInput
            label={values.how === 'percent' ? 'Change, %' : 'Units a day'}
            type="number"
            step="any"
            required
            placeholder={values.how === 'percent' ? '+20' : '12'}
            {...bind('amount')}
          />
        </div>
        <TextInput
          label="Reason"
          required
          maxLength={200}
          placeholder="Featured in the newsletter"
          {...bind('reason')}
        />
        <TextInput label="Your name" required maxLength={100} autoComplete="name" {...bind('author')} />
        {create.isError && <Problem error={create.error} />}
        <div className="row-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Correct
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

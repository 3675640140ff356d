import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCreateOverride } from '@/api/overrides';
import { asProblem } from '@/api/problem';
import type { NewOverride, Product } from '@/api/types';
import { addDays, today } from '@/lib/dates';
import { same } from '@/lib/differences';
import { readStored, writeStored } from '@/lib/store';
import { checkDays } from '@/pages/calendar/form';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import { useUnsaved } from '@/ui/unsaved';
import { useFields, type Errors } from '@/ui/useFields';

const AUTHOR_KEY = 'stockcast.author';

interface OverrideProps {
  product: Product;
  onClose: () => void;
}

/** What somebody knows better than the numbers, for some days. */
export function OverrideForm({ opened, ...props }: OverrideProps & { opened: boolean }) {
  return (
    <Dialog opened={opened} onClose={props.onClose} title={`Correct the forecast of ${props.product.name}`}>
      <Fields {...props} />
    </Dialog>
  );
}

interface Values {
  start: string;
  end: string;
  how: string;
  amount: string;
  reason: string;
  author: string;
}

function blank(): Values {
  const author = readStored(AUTHOR_KEY);
  return {
    start: addDays(today(), 1),
    end: addDays(today(), 7),
    how: 'percent',
    amount: '',
    reason: '',
    author: typeof author === 'string' ? author : '',
  };
}

function check({ start, end, how, amount, reason, author }: Values): Errors<keyof Values> {
  const number = Number(amount);
  const least = how === 'percent' ? -100 : 0;
  const missing = how === 'percent' ? 'Say how much more or less: 20, or −20' : 'Say how many units a day';
  return {
    ...checkDays({ start, end }),
    ...(amount.trim() === '' ? { amount: missing } : number >= least ? {} : { amount: `Not below ${least}` }),
    ...(reason.trim() ? {} : { reason: 'Say why, for whoever looks next' }),
    ...(author.trim() ? {} : { author: 'Say who you are' }),
  };
}

const toWrite = ({ start, end, how, amount, reason, author }: Values): NewOverride => ({
  start,
  end,
  reason: reason.trim(),
  author: author.trim(),
  ...(how === 'percent'
    ? { factor: Math.round((1 + Number(amount) / 100) * 1e4) / 1e4 }
    : { quantity: Number(amount) }),
});

const fieldOf = (pointer: string): string =>
  /\/(factor|quantity)$/.test(pointer) ? 'amount' : (pointer.split('/').at(-1) ?? '');

function Fields({ product, onClose }: OverrideProps) {
  const create = useCreateOverride(product.product_id);
  const [start] = useState(blank);
  const [values, setValues] = useState(start);
  const close = useUnsaved(!same(values, start));
  const problem = create.error ? asProblem(create.error) : null;
  const save = () => {
    writeStored(AUTHOR_KEY, values.author);
    create.mutate(toWrite(values), {
      onSuccess: () => {
        toast('Forecast corrected');
        onClose();
      },
    });
  };
  const { submit, bind } = useFields({ values, setValues, check, problem, save, fieldOf });
  return (
    <Form onSubmit={submit}>
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
      {problem && <Problem error={problem} />}
      <div className="row-end">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Correct
        </Button>
      </div>
    </Form>
  );
}

import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiProblem } from '@/api/problem';
import { currency } from '@/lib/format';
import { useCategories } from '@/lib/useCategories';
import { Form } from '@/ui/Form';
import { ProductPicker } from '@/ui/ProductPicker';
import { Problem } from '@/ui/States';
import { useFields } from '@/ui/useFields';
import { check, type EntryErrors, type EntryValues } from './form';
import { hasChange, hasPrice, KIND_NAMES, KINDS } from './words';

interface EntryFormProps {
  values: EntryValues;
  setValues: (next: (now: EntryValues) => EntryValues) => void;
  save: () => void;
  close: () => void;
  /** What the button says that saves. */
  verb: string;
  busy: boolean;
  problem: ApiProblem | null;
  /** Stands at the foot, at the left. */
  aside?: ReactNode;
}

export function EntryForm({ values, setValues, save, close, verb, busy, problem, aside }: EntryFormProps) {
  const { errors, submit, bind } = useFields({ values, setValues, check, problem, save });
  const set = (change: Partial<EntryValues>) => setValues((now) => ({ ...now, ...change }));
  const start = (event: { currentTarget: { value: string } }) => {
    const day = event.currentTarget.value;
    // The last day follows as long as it would be before the first.
    set({ start: day, ...(values.end < day ? { end: day } : {}) });
  };
  return (
    <Form onSubmit={submit}>
      <TextInput
        label="Name"
        description="The same name each time: that is how forecasts learn what it does"
        placeholder="Trade fair"
        required
        maxLength={100}
        data-autofocus
        {...bind('name')}
      />
      <div className="cols-form">
        <NativeSelect
          label="Kind"
          data={KIND_NAMES.map((kind) => ({ value: kind, label: KINDS[kind].label }))}
          {...bind('kind')}
        />
        <TextInput label="First day" type="date" required {...bind('start')} onChange={start} />
        <TextInput label="Last day" type="date" required min={values.start} {...bind('end')} />
      </div>
      <p className="small dim">{KINDS[values.kind].meaning}</p>
      <Whom values={values} errors={errors} set={set} />
      <div className="cols-form">
        {hasChange(values.kind) && (
          <TextInput
            label="Expected change, %"
            description="30 is 30% more. Empty: learned from earlier ones"
            type="number"
            step="any"
            inputMode="text"
            {...bind('expected_change_pct')}
          />
        )}
        {hasPrice(values.kind) && (
          <TextInput
            label={`Price on these days, ${currency()}`}
            description={values.kind === 'price' ? 'A unit' : 'A unit; empty if it stays'}
            type="number"
            step="any"
            min={0}
            inputMode="decimal"
            required={values.kind === 'price'}
            {...bind('price')}
          />
        )}
      </div>
      <Textarea label="Note" rows={2} maxLength={500} {...bind('note')} />
      {problem && <Problem error={problem} />}
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <div>{aside}</div>
        <div className="row-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {verb}
          </Button>
        </div>
      </div>
    </Form>
  );
}

interface WhomProps {
  values: EntryValues;
  errors: EntryErrors;
  set: (change: Partial<EntryValues>) => void;
}

/** The products an entry concerns. */
function Whom({ values, errors, set }: WhomProps) {
  const categories = useCategories();
  return (
    <div className="stack-s">
      <Radio.Group label="Whom it concerns" value={values.scope} onChange={(scope) => set({ scope: scope })}>
        <div className="row" style={{ marginTop: 6 }}>
          <Radio value="all" label="The whole shop" />
          <Radio value="category" label="A category" />
          <Radio value="products" label="Some products" />
        </div>
      </Radio.Group>
      {values.scope === 'category' && (
        <>
          <TextInput
            label="Category"
            required
            list="entry-categories"
            value={values.category}
            error={errors.category}
            onChange={(event) => set({ category: event.currentTarget.value })}
          />
          <datalist id="entry-categories">
            {categories.map((one) => (
              <option key={one} value={one} aria-label={one} />
            ))}
          </datalist>
        </>
      )}
      {values.scope === 'products' && (
        <ProductPicker
          label="Products"
          value={values.product_ids}
          error={errors.product_ids}
          onChange={(ids) => set({ product_ids: ids })}
        />
      )}
    </div>
  );
}

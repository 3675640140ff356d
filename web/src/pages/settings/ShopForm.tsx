import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { apiConfig, isConnected } from '@/api/config';
import { settingsQuery, useSaveSettings } from '@/api/settings';
import type { ShopSettings } from '@/api/types';
import { differences, merged, type Field } from '@/lib/differences';
import { useStore } from '@/lib/store';
import { Conflict } from '@/ui/Conflict';
import { Form } from '@/ui/Form';
import { Lines, Loaded, Problem } from '@/ui/States';
import { undoable } from '@/ui/undo';
import { useLatest } from '@/ui/useLatest';

interface Values {
  name: string;
  address: string;
  /** In per cent of its value a year. */
  holding: string;
}

const FIELDS: Field<Values>[] = [
  { key: 'name', label: 'Name' },
  { key: 'address', label: 'Address' },
  { key: 'holding', label: 'Cost of holding stock, % a year' },
];

/** A share as per cent, digit for digit. */
const shifted = (value: number, places: number): number => Number(`${value}e${places}`);

const valuesOf = (settings: ShopSettings): Values => ({
  name: settings.name ?? '',
  address: settings.address ?? '',
  holding: String(shifted(settings.holding_cost, 2)),
});

const toWrite = ({ name, address, holding }: Values) => ({
  name: name.trim() || null,
  address: address.trim() || null,
  holding_cost: shifted(Number(holding), -2),
});

/** What all of the shop share: the name and address on its orders, and what holding stock costs. */
export function ShopForm() {
  const connected = isConnected(useStore(apiConfig));
  const query = useQuery({ ...settingsQuery(), enabled: connected });
  if (!connected) return <p className="dim small">Not connected yet.</p>;
  return (
    <Loaded query={query} skeleton={<Lines rows={4} />}>
      {(settings) => <Fields settings={settings} />}
    </Loaded>
  );
}

function Fields({ settings }: { settings: ShopSettings }) {
  const save = useSaveSettings();
  const client = useQueryClient();
  const [before, setBefore] = useState(settings);
  const [values, setValues] = useState(() => valuesOf(settings));
  const [tried, setTried] = useState(false);
  const latest = useLatest(() => client.query({ ...settingsQuery(), staleTime: 0 }));
  const cost = Number(values.holding);
  const wrong = values.holding.trim() !== '' && cost >= 0 && cost <= 1000 ? null : 'From 0 to 1,000';
  const dirty = JSON.stringify(values) !== JSON.stringify(valuesOf(before));
  // What others save shows at once, unless it would take away what was typed here: that is settled when it is saved.
  if (settings.version !== before.version && !dirty) {
    setBefore(settings);
    setValues(valuesOf(settings));
  }
  const bind = (name: keyof Values) => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((now) => ({ ...now, [name]: value }));
    },
  });
  const send = (from: ShopSettings, next: Values) =>
    save.mutate(
      { settings: from, write: toWrite(next) },
      {
        onError: latest.afterConflict,
        onSuccess: (saved) => {
          setBefore(saved);
          setValues(valuesOf(saved));
          undoable({
            done: 'Shop saved',
            undo: () => save.mutateAsync({ settings: saved, write: toWrite(valuesOf(from)) }),
            undone: 'The shop is as it was before',
          });
        },
      },
    );
  if (latest.theirs) {
    const theirs = latest.theirs;
    const other = valuesOf(theirs);
    return (
      <Conflict
        what="The shop"
        differences={differences(valuesOf(before), values, other, FIELDS)}
        busy={save.isPending}
        onCancel={latest.forget}
        onChoose={(chosen) => {
          const next = merged(values, other, chosen);
          setValues(next);
          setBefore(theirs);
          latest.forget();
          send(theirs, next);
        }}
      />
    );
  }
  return (
    <Form
      label="Shop"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wrong === null) send(before, values);
      }}
    >
      <TextInput
        label="Name"
        description="On the orders that suppliers get"
        maxLength={200}
        {...bind('name')}
      />
      <Textarea
        label="Address"
        description="Where suppliers deliver"
        rows={3}
        maxLength={500}
        {...bind('address')}
      />
      <TextInput
        label="Cost of holding stock, % a year"
        description="Of its value: money, room, what spoils"
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        error={tried && wrong}
        {...bind('holding')}
      />
      {save.isError && !latest.loading && <Problem error={save.error} />}
      <div>
        <Button type="submit" disabled={!dirty} loading={save.isPending || latest.loading}>
          Save the shop
        </Button>
      </div>
    </Form>
  );
}

import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { apiConfig, isConnected } from '@/api/config';
import { settingsQuery, useSaveSettings } from '@/api/settings';
import type { ShopSettings } from '@/api/types';
import type { Field } from '@/lib/differences';
import { useStore } from '@/lib/store';
import { Form } from '@/ui/Form';
import { LeaveGuard } from '@/ui/LeaveGuard';
import { Lines, Loaded, Problem } from '@/ui/States';
import { byField, useEditing } from '@/ui/useEditing';
import { lastPart, useFields, type Errors } from '@/ui/useFields';

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

function check({ holding }: Values): Errors<keyof Values> {
  const cost = Number(holding);
  return holding.trim() !== '' && cost >= 0 && cost <= 1000 ? {} : { holding: 'From 0 to 1,000' };
}

const fieldOf = (pointer: string): string =>
  pointer.endsWith('/holding_cost') ? 'holding' : lastPart(pointer);

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
  const client = useQueryClient();
  const { values, setValues, dirty, save, busy, problem, conflict } = useEditing({
    stored: settings,
    nameOf: () => 'The shop',
    valuesOf,
    compare: byField(FIELDS),
    load: () => client.query({ ...settingsQuery(), staleTime: 0 }),
    write: useSaveSettings(),
    request: (from, next) => ({ settings: from, write: toWrite(next) }),
    storedOf: (saved) => saved,
    said: () => ({ done: 'Shop saved', undone: 'The shop is as it was before' }),
  });
  const { submit, bind } = useFields({ values, setValues, check, problem, save, fieldOf });
  const guard = (
    <LeaveGuard when={dirty && !busy}>What you changed of the shop has not been saved.</LeaveGuard>
  );
  if (conflict) {
    return (
      <>
        {conflict}
        {guard}
      </>
    );
  }
  return (
    <Form label="Shop" onSubmit={submit}>
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
        {...bind('holding')}
      />
      {problem && <Problem error={problem} />}
      <div>
        <Button type="submit" disabled={!dirty} loading={busy}>
          Save the shop
        </Button>
      </div>
      {guard}
    </Form>
  );
}

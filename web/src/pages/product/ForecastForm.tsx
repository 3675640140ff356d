import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { useForecastOne } from '@/api/forecasts';
import type { Product } from '@/api/types';
import { addDays, today } from '@/lib/dates';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import classes from './ForecastForm.module.css';

interface EventRow {
  key: number;
  name: string;
  start: string;
  end: string;
  change: string;
}

interface ForecastFormProps {
  product: Product;
  opened: boolean;
  onClose: () => void;
}

/** Asks for a forecast: how far, and what the numbers cannot know. */
export function ForecastForm({ product, opened, onClose }: ForecastFormProps) {
  const [horizon, setHorizon] = useState('28');
  const [level, setLevel] = useState('0.8');
  const [notes, setNotes] = useState('');
  const [events, setEvents] = useState<EventRow[]>([]);
  const make = useForecastOne(product.product_id);

  const add = () =>
    setEvents((now) => [
      ...now,
      { key: Date.now(), name: '', start: addDays(today(), 7), end: addDays(today(), 9), change: '' },
    ]);
  const edit = (key: number, change: Partial<EventRow>) =>
    setEvents((now) => now.map((event) => (event.key === key ? { ...event, ...change } : event)));

  const submit = (submitted: SyntheticEvent) => {
    submitted.preventDefault();
    make.mutate(
      {
        horizon_days: Number(horizon) || 28,
        confidence_level: Number(level),
        engine: 'auto',
        events: events
          .filter((event) => event.name.trim())
          .map(({ name, start, end, change }) => ({
            name: name.trim(),
            start,
            end: end < start ? start : end,
            ...(change === '' ? {} : { expected_change_pct: Number(change) }),
          })),
        ...(notes.trim() ? { notes: notes.trim() } : {}),
      },
      {
        onSuccess: (forecast) => {
          toast(`${product.name} forecast for ${forecast.horizon_days} days`);
          onClose();
        },
      },
    );
  };

  return (
    <Dialog opened={opened} onClose={onClose} title={`Forecast ${product.name}`}>
      <form onSubmit={submit} className="stack">
        <div className="cols-form">
          <TextInput
            label="Days ahead"
            type="number"
            min={1}
            max={365}
            required
            value={horizon}
            onChange={(event) => setHorizon(event.currentTarget.value)}
            description="1 to 365"
            data-autofocus
          />
          <NativeSelect
            label="How sure the range should be"
            description="The band named in tables and totals"
            value={level}
            onChange={(event) => setLevel(event.currentTarget.value)}
            data={[
              { value: '0.5', label: '50%: 1 time in 2' },
              { value: '0.8', label: '80%: 4 times in 5' },
              { value: '0.9', label: '90%: 9 times in 10' },
              { value: '0.95', label: '95%: 19 times in 20' },
            ]}
          />
        </div>
        <fieldset className={classes.events}>
          <legend>Events the sales history cannot know</legend>
          {events.map((event) => (
            <div key={event.key} className={classes.event}>
              <TextInput
                label="Event"
                placeholder="Trade fair"
                value={event.name}
                onChange={(e) => edit(event.key, { name: e.currentTarget.value })}
              />
              <TextInput
                label="From"
                type="date"
                value={event.start}
                onChange={(e) => edit(event.key, { start: e.currentTarget.value })}
              />
              <TextInput
                label="To"
                type="date"
                value={event.end}
                onChange={(e) => edit(event.key, { end: e.currentTarget.value })}
              />
              <TextInput
                label="Change, %"
                type="number"
                placeholder="+30"
                value={event.change}
                onChange={(e) => edit(event.key, { change: e.currentTarget.value })}
              />
              <ActionIcon
                variant="default"
                size={36}
                aria-label={`Remove event ${event.name}`}
                onClick={() => setEvents((now) => now.filter((one) => one.key !== event.key))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
          ))}
          <Button variant="default" size="xs" onClick={add} leftSection={<IconPlus size={14} aria-hidden />}>
            Add an event
          </Button>
        </fieldset>
        <Textarea
          label="Notes"
          description="Anything a colleague should know: read as information, never as instructions. Used where a language model is configured."
          rows={3}
          maxLength={2000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        {make.isError && <Problem error={make.error} />}
        <div className="row-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={make.isPending}>
            Forecast
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

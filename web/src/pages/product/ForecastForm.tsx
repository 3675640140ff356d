import { Button, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useForecastOne } from '@/api/forecasts';
import type { Forecast, Product } from '@/api/types';
import { plural } from '@/lib/format';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import { useUnsaved } from '@/ui/unsaved';
import { checkEvents, EventRows, toEvent, type EventErrors, type EventRow } from './EventRows';
import { WhatIf } from './WhatIf';

interface ForecastFormProps {
  product: Product;
  /** The forecast as it stands, to compare a question’s answer with. */
  current: Forecast | null | undefined;
  opened: boolean;
  onClose: () => void;
}

/** Asks for a forecast: how far, and what the numbers cannot know. */
export function ForecastForm({ product, current, opened, onClose }: ForecastFormProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Forecast ${product.name}`}>
      <Ask product={product} current={current} onDone={onClose} />
    </Dialog>
  );
}

interface AskProps {
  product: Product;
  current: Forecast | null | undefined;
  onDone: () => void;
}

const MOST_DAYS = 365;

function horizonError(days: string): string | undefined {
  const number = Number(days);
  return Number.isInteger(number) && number >= 1 && number <= MOST_DAYS
    ? undefined
    : 'A whole number, 1 to 365';
}

function Ask({ product, current, onDone }: AskProps) {
  const [horizon, setHorizon] = useState('28');
  const [level, setLevel] = useState('0.8');
  const [notes, setNotes] = useState('');
  const [events, setEvents] = useState<EventRow[]>([]);
  const [question, setQuestion] = useState(false);
  const [tried, setTried] = useState(false);
  const make = useForecastOne(product.product_id);
  const close = useUnsaved(events.length > 0 || notes !== '');
  const wrong: Map<number, EventErrors> = tried ? checkEvents(events) : new Map<number, EventErrors>();

  const submit = (submitted: SyntheticEvent) => {
    submitted.preventDefault();
    setTried(true);
    if (horizonError(horizon) || checkEvents(events).size > 0) return;
    make.mutate(
      {
        horizon_days: Number(horizon),
        confidence_level: Number(level),
        engine: 'auto',
        events: events.map(toEvent),
        what_if: question,
        ...(notes.trim() ? { notes: notes.trim() } : {}),
      },
      {
        onSuccess: (forecast) => {
          if (forecast.what_if) return;
          toast(`${product.name} forecast for ${plural(forecast.horizon_days, 'day')}`, {
            detail:
              events.length > 0
                ? `${plural(events.length, 'event')} put on the calendar: later forecasts know of it too.`
                : undefined,
          });
          onDone();
        },
      },
    );
  };

  return (
    <Form onSubmit={submit}>
      <div className="cols-form">
        <TextInput
          label="Days ahead"
          type="number"
          min={1}
          max={MOST_DAYS}
          required
          value={horizon}
          error={tried && horizonError(horizon)}
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
      <EventRows events={events} errors={wrong} onChange={setEvents} kept={!question} />
      <Textarea
        label="Notes"
        description="Anything a colleague should know. Read where a language model is set up; elsewhere the forecast says that nobody read it."
        rows={3}
        maxLength={2000}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      <Switch
        label="Only try it: keep neither the forecast nor the events"
        checked={question}
        onChange={(event) => {
          setQuestion(event.currentTarget.checked);
          make.reset();
        }}
      />
      {make.isError && <Problem error={make.error} />}
      {make.data?.what_if && <WhatIf answer={make.data} current={current} />}
      <div className="row-end">
        <Button variant="default" onClick={close}>
          {make.data?.what_if ? 'Close' : 'Cancel'}
        </Button>
        <Button type="submit" loading={make.isPending}>
          {question ? 'Try it' : 'Forecast'}
        </Button>
      </div>
    </Form>
  );
}

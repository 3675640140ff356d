import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { GenerateRequest } from '@/api/types';
import { addDays, today } from '@/lib/dates';
import { checkChange, checkDays } from '@/pages/calendar/form';
import classes from './ForecastForm.module.css';

/** An event of a forecast as text, the way inputs hold it. */
export interface EventRow {
  key: number;
  name: string;
  start: string;
  end: string;
  change: string;
}

export type EventErrors = Partial<Record<Exclude<keyof EventRow, 'key'>, string>>;

/** What is wrong with events, by their key; events without fault are not named. */
export function checkEvents(events: EventRow[]): Map<number, EventErrors> {
  const found = events.map(({ key, name, start, end, change }): [number, EventErrors] => {
    const about = checkChange(change);
    const days = checkDays({ start, end });
    return [
      key,
      {
        ...(name.trim() ? {} : { name: 'Give it a name' }),
        ...(days.start ? { start: days.start } : {}),
        ...(days.end ? { end: days.end } : {}),
        ...(about ? { change: about } : {}),
      },
    ];
  });
  return new Map(found.filter(([, errors]) => Object.keys(errors).length > 0));
}

export const toEvent = ({
  name,
  start,
  end,
  change,
}: EventRow): NonNullable<GenerateRequest['events']>[number] => ({
  name: name.trim(),
  start,
  end,
  ...(change.trim() === '' ? {} : { expected_change_pct: Number(change) }),
});

interface EventRowsProps {
  events: EventRow[];
  errors: Map<number, EventErrors>;
  onChange: (next: (now: EventRow[]) => EventRow[]) => void;
  /** Whether the events go on the calendar with the forecast. */
  kept: boolean;
}

/** Events that a forecast is to count with. */
export function EventRows({ events, errors, onChange, kept }: EventRowsProps) {
  const add = () =>
    onChange((now) => [
      ...now,
      {
        key: Math.max(0, ...now.map((one) => one.key)) + 1,
        name: '',
        start: addDays(today(), 7),
        end: addDays(today(), 9),
        change: '',
      },
    ]);
  const bind = (event: EventRow, name: keyof EventErrors) => ({
    value: event[name],
    error: errors.get(event.key)?.[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange((now) => now.map((one) => (one.key === event.key ? { ...one, [name]: value } : one))),
  });
  return (
    <fieldset className={classes.events}>
      <legend>Events the sales history cannot know</legend>
      {events.map((event) => (
        <div key={event.key} className={classes.event}>
          <TextInput label="Event" placeholder="Trade fair" {...bind(event, 'name')} />
          <TextInput label="From" type="date" {...bind(event, 'start')} />
          <TextInput label="To" type="date" min={event.start} {...bind(event, 'end')} />
          <TextInput label="Change, %" type="number" placeholder="learned" {...bind(event, 'change')} />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={`Remove event ${event.name}`}
            onClick={() => onChange((now) => now.filter((one) => one.key !== event.key))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {events.length > 0 && kept && (
        <p className="small dim">
          They go on the calendar for this product. Without a change in percent it is learned from earlier
          events of the same name.
        </p>
      )}
      <Button variant="default" size="xs" onClick={add} leftSection={<IconPlus size={14} aria-hidden />}>
        Add an event
      </Button>
    </fieldset>
  );
}

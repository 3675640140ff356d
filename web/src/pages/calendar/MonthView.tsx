import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import type { Entry } from '@/api/types';
import { today } from '@/lib/dates';
import { fullDate, monthName } from '@/lib/format';
import { addMonths, monthOf, sameDayOf } from '@/lib/months';
import { Panel } from '@/ui/Panel';
import classes from './Calendar.module.css';
import { EntryList } from './EntryList';
import { MonthGrid } from './MonthGrid';

interface MonthViewProps {
  entries: Entry[];
  day: string;
  onDay: (day: string) => void;
  onOpen: (id: string) => void;
  onAdd: (day: string) => void;
}

/** A month, and what is on the chosen day. */
export function MonthView({ entries, day, onDay, onOpen, onAdd }: MonthViewProps) {
  const month = monthOf(day);
  const go = (months: number) => onDay(sameDayOf(addMonths(month, months), day));
  const there = entries.filter(({ start, end }) => start <= day && day <= end);
  return (
    <>
      <Panel
        title={monthName(month)}
        actions={
          <div className={classes.month}>
            <Button size="xs" variant="default" onClick={() => onDay(today())}>
              Today
            </Button>
            <ActionIcon variant="default" aria-label="Month before" onClick={() => go(-1)}>
              <IconChevronLeft size={16} />
            </ActionIcon>
            <ActionIcon variant="default" aria-label="Month after" onClick={() => go(1)}>
              <IconChevronRight size={16} />
            </ActionIcon>
          </div>
        }
        flush
      >
        <MonthGrid month={month} entries={entries} day={day} today={today()} onDay={onDay} onOpen={onOpen} />
      </Panel>
      <Panel
        title={fullDate(day)}
        actions={
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onAdd(day)}
          >
            Add on this day
          </Button>
        }
        flush={there.length > 0}
      >
        {there.length > 0 ? (
          <EntryList caption={`On ${fullDate(day)}`} entries={there} onOpen={onOpen} />
        ) : (
          <p className="dim small">Nothing is on this day.</p>
        )}
      </Panel>
    </>
  );
}

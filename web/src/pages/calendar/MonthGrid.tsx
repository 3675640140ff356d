/* eslint-disable jsx-a11y/no-noninteractive-element-to-interactive-role --
   a wall calendar is a grid in which the arrow keys walk, not a table to be read (WAI-ARIA, Date Picker Dialog) */
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Entry } from '@/api/types';
import { addDays, weekStart } from '@/lib/dates';
import { dayOfMonth, fullDate, monthName, plural, weekdayName, weekdayShort } from '@/lib/format';
import { addMonths, monthOf, sameDayOf, segmentsOf, weeksOf, type Segment } from '@/lib/months';
import classes from './MonthGrid.module.css';
import { KIND_ICON } from './KindTag';
import { KINDS } from './words';

/** So many entries are drawn on a day; the rest is counted. */
const LANES = 3;

interface MonthGridProps {
  month: string;
  entries: Entry[];
  day: string;
  today: string;
  onDay: (day: string) => void;
  onOpen: (id: string) => void;
}

/** A month as on a wall. Arrows walk by day and week, Home and End within the week, Page Up and Down by month. */
export function MonthGrid({ month, entries, day, today, onDay, onOpen }: MonthGridProps) {
  const grid = useRef<HTMLTableElement>(null);
  const walked = useRef(false);
  useEffect(() => {
    if (!walked.current) return;
    walked.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [day]);
  const walk = (event: KeyboardEvent) => {
    const next = stepped(event.key, day);
    if (!next) return;
    event.preventDefault();
    walked.current = true;
    onDay(next);
  };
  const weeks = weeksOf(month);
  const current = weeks.flat().includes(day) ? day : `${month}-01`;
  return (
    <table ref={grid} role="grid" className={classes.grid} aria-label={monthName(month)} onKeyDown={walk}>
      <thead>
        <tr>
          {weeks[0]?.map((one) => (
            <th key={one} scope="col">
              <span aria-hidden>{weekdayShort(one)}</span>
              <span className="sr">{weekdayName(one)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => {
          const segments = segmentsOf(week, entries);
          return (
            <tr key={week[0]}>
              {week.map((one, i) => (
                <DayCell
                  key={one}
                  day={one}
                  segments={segments.filter(({ from, days }) => from <= i && i < from + days)}
                  weekday={i}
                  focusable={one === current}
                  chosen={one === day}
                  isToday={one === today}
                  outside={monthOf(one) !== month}
                  onDay={onDay}
                  onOpen={onOpen}
                />
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The day that a key leads to; nothing for other keys. */
function stepped(key: string, day: string): string | null {
  const month = monthOf(day);
  const steps: Record<string, () => string> = {
    ArrowLeft: () => addDays(day, -1),
    ArrowRight: () => addDays(day, 1),
    ArrowUp: () => addDays(day, -7),
    ArrowDown: () => addDays(day, 7),
    Home: () => weekStart(day),
    End: () => addDays(weekStart(day), 6),
    PageUp: () => sameDayOf(addMonths(month, -1), day),
    PageDown: () => sameDayOf(addMonths(month, 1), day),
  };
  return steps[key]?.() ?? null;
}

interface DayCellProps {
  day: string;
  weekday: number;
  segments: Segment<Entry>[];
  focusable: boolean;
  chosen: boolean;
  isToday: boolean;
  outside: boolean;
  onDay: (day: string) => void;
  onOpen: (id: string) => void;
}

function DayCell(props: DayCellProps) {
  const { day, weekday, segments, focusable, chosen, isToday, outside, onDay, onOpen } = props;
  const more = segments.filter(({ lane }) => lane >= LANES).length;
  const names = segments.map(({ of }) => `${KINDS[of.kind].label}: ${of.name}`);
  return (
    <td
      role="gridcell"
      tabIndex={focusable ? 0 : -1}
      className={classes.day}
      data-today={isToday || undefined}
      data-outside={outside || undefined}
      aria-selected={chosen}
      aria-current={isToday ? 'date' : undefined}
      aria-label={`${fullDate(day)}${names.length > 0 ? `. ${plural(names.length, 'entry', 'entries')}: ${names.join('; ')}` : ''}`}
      onClick={() => onDay(day)}
    >
      <span className={classes.number} aria-hidden>
        {dayOfMonth(day)}
      </span>
      {Array.from({ length: LANES }, (_, lane) => {
        const here = segments.find((one) => one.lane === lane);
        return here ? (
          <Bar key={lane} segment={here} first={here.from === weekday} onOpen={onOpen} />
        ) : (
          <span key={lane} className={classes.lane} />
        );
      })}
      {more > 0 && (
        <span className={classes.more} aria-hidden>
          +{more}
        </span>
      )}
    </td>
  );
}

interface BarProps {
  segment: Segment<Entry>;
  /** The first of its days in this week carries the name. */
  first: boolean;
  onOpen: (id: string) => void;
}

/** An entry on a day. A click opens it; by keyboard it is opened from the list of the chosen day. */
function Bar({ segment: { of, days, begins, ends }, first, onOpen }: BarProps) {
  const { tone } = KINDS[of.kind];
  if (!first) return <span className={classes.lane} data-tone={tone} data-covered />;
  const Shape = KIND_ICON[of.kind];
  return (
    <span className={classes.lane} data-tone={tone}>
      {}
      <span
        className={classes.bar}
        style={{ width: `calc(${days * 100}% + ${(days - 1) * 9}px)` }}
        data-begins={begins || undefined}
        data-ends={ends || undefined}
        title={of.name}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          onOpen(of.event_id);
        }}
      >
        <Shape size={13} aria-hidden />
        <span>{of.name}</span>
      </span>
    </span>
  );
}

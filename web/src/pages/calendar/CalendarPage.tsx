import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCalendarOff, IconDownload, IconFileImport, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { entriesQuery, type EntryFilter } from '@/api/calendar';
import { addDays, today } from '@/lib/dates';
import { download } from '@/lib/download';
import { monthOf, weeksOf } from '@/lib/months';
import { useParam } from '@/lib/useParam';
import { CategorySelect } from '@/ui/CategorySelect';
import { later } from '@/ui/later';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { SearchInput } from '@/ui/SearchInput';
import { Empty, Lines, Loaded } from '@/ui/States';
import classes from './Calendar.module.css';
import { calendarCsv } from './calendarCsv';
import { EntryList } from './EntryList';
import { MonthView } from './MonthView';
import { KIND_NAMES, KINDS } from './words';

const EntryDialog = later(() => import('./EntryDialog').then((file) => file.EntryDialog));

const YEAR = 365;

/** The days a list is about. */
const PERIODS: Record<string, { label: string; span: () => EntryFilter }> = {
  coming: { label: 'From today on', span: () => ({ from: today() }) },
  past: { label: 'The last 12 months', span: () => ({ from: addDays(today(), -YEAR), to: today() }) },
  all: { label: 'All days', span: () => ({}) },
};

export function CalendarPage() {
  const phone = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const [view, setView] = useParam('view', phone ? 'list' : 'month');
  const [day, setDay] = useParam('day', today());
  const [period, setPeriod] = useParam('period', 'coming');
  const [q, setQ] = useParam('q');
  const [kind, setKind] = useParam('kind');
  const [category, setCategory] = useParam('category');
  const [product, setProduct] = useParam('product');
  const [entry, setEntry] = useParam('entry');
  const [adding, setAdding] = useParam('new');
  const isMonth = view === 'month';
  const weeks = weeksOf(monthOf(day));
  const span = isMonth ? { from: weeks[0]?.[0], to: weeks.at(-1)?.at(-1) } : (PERIODS[period]?.span() ?? {});
  const filter: EntryFilter = {
    ...span,
    kind: KIND_NAMES.find((one) => one === kind),
    category: category || undefined,
    product_id: product || undefined,
  };
  const query = useQuery({ ...entriesQuery(filter), placeholderData: (before) => before });
  const filtered = q !== '' || kind !== '' || category !== '' || product !== '';
  const found = (query.data?.items ?? []).filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));

  return (
    <Page
      title="Calendar"
      lead="What you know of your shop’s days and the sales cannot tell. Every forecast reads it."
      actions={
        <>
          <Button
            component={Link}
            to="/import?kind=calendar"
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
          >
            Import
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={found.length === 0}
            onClick={() => download(`calendar-${today()}.csv`, calendarCsv(found))}
          >
            Export
          </Button>
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding(isMonth ? day : today())}
          >
            Add
          </Button>
        </>
      }
    >
      <div className={classes.filters}>
        <SearchInput label="Search by name" value={q} onChange={setQ} className={classes.search} />
        <SegmentedControl
          aria-label="How the calendar is shown"
          value={view}
          onChange={setView}
          data={[
            { value: 'month', label: 'Month' },
            { value: 'list', label: 'List' },
          ]}
        />
        {!isMonth && (
          <NativeSelect
            aria-label="Days"
            value={period}
            onChange={(event) => setPeriod(event.currentTarget.value)}
            data={Object.entries(PERIODS).map(([value, { label }]) => ({ value, label }))}
          />
        )}
        <NativeSelect
          aria-label="Kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={[
            { value: '', label: 'All kinds' },
            ...KIND_NAMES.map((one) => ({ value: one, label: KINDS[one].label })),
          ]}
        />
        <CategorySelect value={category} onChange={setCategory} />
        {product && (
          <Button
            variant="default"
            rightSection={<IconX size={14} aria-hidden />}
            aria-label={`Only what concerns ${product}: show everything again`}
            onClick={() => setProduct('')}
          >
            {product}
          </Button>
        )}
      </div>
      {query.data?.warnings.map((warning) => (
        <p key={warning} className={classes.warning}>
          {warning}
        </p>
      ))}
      <Loaded query={query} skeleton={<Lines rows={10} height={34} />}>
        {() =>
          isMonth ? (
            <MonthView entries={found} day={day} onDay={setDay} onOpen={setEntry} onAdd={setAdding} />
          ) : (
            <Panel flush>
              {found.length === 0 ? (
                <NoEntries filtered={filtered || period !== 'all'} onAdd={() => setAdding(today())} />
              ) : (
                <EntryList caption="Calendar entries" entries={found} onOpen={setEntry} />
              )}
            </Panel>
          )
        }
      </Loaded>
      <EntryDialog
        opened={entry !== '' || adding !== ''}
        entry={entry ? { id: entry } : { day: adding }}
        onClose={() => (entry ? setEntry('') : setAdding(''))}
      />
    </Page>
  );
}

function NoEntries({ filtered, onAdd }: { filtered: boolean; onAdd: () => void }) {
  return (
    <Empty
      icon={<IconCalendarOff size={22} />}
      title={filtered ? 'Nothing on these days' : 'Nothing on the calendar yet'}
      actions={<Button onClick={onAdd}>Put something on it</Button>}
    >
      Fairs, campaigns, days the shop is closed, planned prices: past ones teach forecasts what coming ones
      will do.
    </Empty>
  );
}

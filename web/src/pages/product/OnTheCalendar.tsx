import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { entriesQuery } from '@/api/calendar';
import type { Entry, Forecast } from '@/api/types';
import { plural } from '@/lib/format';
import { ENTRY_COLUMNS } from '@/pages/calendar/columns';
import { DataTable, type Column } from '@/ui/DataTable';
import { Panel } from '@/ui/Panel';
import { Lines, Loaded } from '@/ui/States';
import classes from './Product.module.css';

const newer = (entry: Entry, forecast: Forecast): boolean =>
  Date.parse(entry.updated_at) > Date.parse(forecast.generated_at);

/** How an entry stands in a forecast. */
export function standing(entry: Entry, forecast: Forecast): string {
  const { event_id: id, version } = entry;
  if (!forecast.event_ids.includes(id)) return 'not in it: forecast again to count it';
  if (version > 1 && newer(entry, forecast)) return 'in it as it was before its last change: forecast again';
  const shown = forecast.explanation.adjustments.find(({ event_id }) => event_id === id);
  return shown?.applied === false ? `shown only: ${shown.not_applied_because ?? 'not applied'}` : 'in it';
}

/** What the calendar says of a forecast's days, and whether the forecast holds it. */
export function OnTheCalendar({ forecast }: { forecast: Forecast }) {
  const { product_id: id, forecast: days } = forecast;
  const query = useQuery(
    entriesQuery({ product_id: id, from: days[0]?.forecast_date, to: days.at(-1)?.forecast_date }),
  );
  const columns: Column<Entry>[] = [
    ...ENTRY_COLUMNS,
    { key: 'held', header: 'This forecast', cell: (row) => standing(row, forecast) },
  ];
  const gone = forecast.event_ids.filter(
    (one) => !query.data?.items.some(({ event_id }) => event_id === one),
  );
  return (
    <Panel
      title="On the calendar"
      hint="Days of this forecast of which you know something."
      actions={
        <Button
          component={Link}
          to={`/calendar?view=list&product=${encodeURIComponent(id)}`}
          size="xs"
          variant="default"
        >
          Open the calendar
        </Button>
      }
      flush={(query.data?.items.length ?? 0) > 0}
    >
      <Loaded query={query} skeleton={<Lines rows={1} />}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <p className="dim small">Nothing is on these days.</p>
            ) : (
              <DataTable
                caption="On the calendar"
                columns={columns}
                rows={items}
                rowKey={(row) => row.event_id}
              />
            )}
            {gone.length > 0 && (
              <p className={classes.notice}>
                {plural(gone.length, 'entry', 'entries')} of this forecast {gone.length === 1 ? 'is' : 'are'}{' '}
                no longer on the calendar for its days. Forecast again to leave{' '}
                {gone.length === 1 ? 'it' : 'them'} out.
              </p>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

import type { Entry } from '@/api/types';
import { date, shortDate } from '@/lib/format';
import type { Column } from '@/ui/DataTable';
import { KindTag } from './KindTag';
import { expectationWords, scopeWords } from './words';

/** "4 Dec 2026", "4 Dec to 6 Dec 2026". */
export const daysWords = ({ start, end }: Pick<Entry, 'start' | 'end'>): string =>
  start === end
    ? date(start)
    : `${start.slice(0, 4) === end.slice(0, 4) ? shortDate(start) : date(start)} to ${date(end)}`;

/** What every list of entries says of one. */
export const ENTRY_COLUMNS: Column<Entry>[] = [
  { key: 'days', header: 'Days', lead: true, cell: daysWords },
  {
    key: 'name',
    header: 'What',
    lead: true,
    cell: (row) => (
      <>
        <span className="row" style={{ gap: '2px 8px' }}>
          <strong>{row.name}</strong>
          <KindTag kind={row.kind} />
        </span>
        {row.note && <div className="dim small">{row.note}</div>}
      </>
    ),
  },
  { key: 'whom', header: 'For', cell: scopeWords },
  { key: 'expected', header: 'Expected', cell: expectationWords },
];

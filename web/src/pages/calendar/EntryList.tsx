import { ActionIcon, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Entry } from '@/api/types';
import { date, shortDate } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { Effect } from './Effect';
import { KindTag } from './KindTag';
import { expectationWords, scopeWords } from './words';

/** "4 Dec 2026", "4 Dec to 6 Dec 2026". */
export const daysWords = ({ start, end }: Pick<Entry, 'start' | 'end'>): string =>
  start === end
    ? date(start)
    : `${start.slice(0, 4) === end.slice(0, 4) ? shortDate(start) : date(start)} to ${date(end)}`;

interface EntryListProps {
  caption: string;
  entries: Entry[];
  onOpen: (id: string) => void;
}

/** Entries as rows, each with what its name did to demand on request. */
export function EntryList({ caption, entries, onOpen }: EntryListProps) {
  const [asked, setAsked] = useState<string | null>(null);
  const columns: Column<Entry>[] = [
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
    {
      key: 'effect',
      header: '',
      label: '',
      cell: (row) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={asked === row.event_id}
          aria-label={`What ${row.name} does, ${daysWords(row)}`}
          onClick={() => setAsked(asked === row.event_id ? null : row.event_id)}
        >
          What it does
        </Button>
      ),
    },
    {
      key: 'edit',
      header: '',
      label: '',
      corner: true,
      width: 44,
      cell: (row) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Edit ${row.name}, ${daysWords(row)}`}
          onClick={() => onOpen(row.event_id)}
        >
          <IconPencil size={17} />
        </ActionIcon>
      ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={entries}
      rowKey={(row) => row.event_id}
      detail={(row) => asked === row.event_id && <Effect id={row.event_id} />}
    />
  );
}

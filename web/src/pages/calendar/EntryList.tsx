import { ActionIcon, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Entry } from '@/api/types';
import { DataTable, type Column } from '@/ui/DataTable';
import { daysWords, ENTRY_COLUMNS } from './columns';
import { Effect } from './Effect';

interface EntryListProps {
  caption: string;
  entries: Entry[];
  onOpen: (id: string) => void;
}

/** Entries as rows, each with what its name did to demand on request. */
export function EntryList({ caption, entries, onOpen }: EntryListProps) {
  const [asked, setAsked] = useState<string | null>(null);
  const columns: Column<Entry>[] = [
    ...ENTRY_COLUMNS,
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

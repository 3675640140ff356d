import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { entryQuery, useCreateEntry, useDeleteEntry, useUpdateEntry, type EntryChange } from '@/api/calendar';
import { asProblem } from '@/api/problem';
import type { Entry, EntryWrite } from '@/api/types';
import { changes } from '@/lib/differences';
import { undoable } from '@/ui/undo';
import { useEditing } from '@/ui/useEditing';
import { Effect } from './Effect';
import { EntryForm } from './EntryForm';
import { COMPARISON, toWrite, valuesOf, type EntryValues } from './form';
import { afterwards } from './words';

interface EditEntryProps {
  entry: Entry;
  onDone: () => void;
}

const written = (entry: Entry): EntryWrite => toWrite(valuesOf(entry));

function request(entry: Entry, values: EntryValues): EntryChange | null {
  const patch = changes(written(entry), toWrite(values));
  return Object.keys(patch).length > 0 ? { entry, patch } : null;
}

/** The form of an entry that is there, with what its name did before. */
export function EditEntry({ entry, onDone }: EditEntryProps) {
  const client = useQueryClient();
  const remove = useDeleteEntry();
  const create = useCreateEntry();
  const form = useEditing({
    stored: entry,
    nameOf: ({ name }) => name,
    valuesOf,
    compare: COMPARISON,
    load: () => client.query({ ...entryQuery(entry.event_id), staleTime: 0 }),
    write: useUpdateEntry(),
    request,
    storedOf: (saved) => saved.entry,
    said: (saved, from) => ({
      done: `${saved.entry.name} saved`,
      detail: afterwards(saved),
      undone: `${from.name} is as it was before`,
    }),
    onSaved: onDone,
  });
  const { before } = form;
  const takeOff = () =>
    remove.mutate(before, {
      onError: form.afterConflict,
      onSuccess: () => {
        undoable({
          done: `${before.name} is off the calendar`,
          detail: 'Forecasts drop it in the night, or when you forecast again.',
          undo: () => create.mutateAsync(written(before)),
          undone: `${before.name} is on the calendar again`,
        });
        onDone();
      },
    });
  if (form.conflict) return form.conflict;
  return (
    <div className="stack">
      <Effect id={entry.event_id} />
      <EntryForm
        {...form}
        problem={form.problem ?? (remove.error && asProblem(remove.error))}
        verb="Save"
        aside={
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            loading={remove.isPending}
            onClick={takeOff}
          >
            Take off
          </Button>
        }
      />
    </div>
  );
}

import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { entryQuery, useCreateEntry, useDeleteEntry, useUpdateEntry } from '@/api/calendar';
import { asProblem } from '@/api/problem';
import type { Entry, EntryPatch, EntryWrite } from '@/api/types';
import { changes, differences, merged } from '@/lib/differences';
import { Conflict } from '@/ui/Conflict';
import { undoable } from '@/ui/undo';
import { useUnsaved } from '@/ui/unsaved';
import { useLatest } from '@/ui/useLatest';
import { Effect } from './Effect';
import { EntryForm } from './EntryForm';
import { compared, FIELDS, toWrite, uncompared, valuesOf, type EntryValues } from './form';
import { afterwards } from './words';

interface EditEntryProps {
  entry: Entry;
  onDone: () => void;
}

const written = (entry: Entry): EntryWrite => toWrite(valuesOf(entry));

/** The form of an entry that is there, with what its name did before. */
export function EditEntry({ entry, onDone }: EditEntryProps) {
  const client = useQueryClient();
  const update = useUpdateEntry();
  const remove = useDeleteEntry();
  const create = useCreateEntry();
  /** The version that the form started from. */
  const [before, setBefore] = useState(entry);
  const [values, setValues] = useState(() => valuesOf(entry));
  const latest = useLatest(() => client.query({ ...entryQuery(entry.event_id), staleTime: 0 }));
  const close = useUnsaved(JSON.stringify(values) !== JSON.stringify(valuesOf(before)));

  const save = (from: Entry, next: EntryValues) => {
    const was = written(from);
    const patch: EntryPatch = changes(was, toWrite(next));
    if (Object.keys(patch).length === 0) {
      onDone();
      return;
    }
    const back = Object.fromEntries(Object.keys(patch).map((key) => [key, was[key as keyof EntryWrite]]));
    update.mutate(
      { entry: from, patch },
      {
        onError: latest.afterConflict,
        onSuccess: (saved) => {
          undoable({
            done: `${saved.entry.name} saved`,
            detail: afterwards(saved),
            undo: () => update.mutateAsync({ entry: saved.entry, patch: back }),
            undone: `${from.name} is as it was before`,
          });
          onDone();
        },
      },
    );
  };
  const takeOff = () =>
    remove.mutate(before, {
      onError: latest.afterConflict,
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

  if (latest.theirs) {
    const theirs = latest.theirs;
    const [mine, other] = [compared(values), compared(valuesOf(theirs))];
    return (
      <Conflict
        what={before.name}
        differences={differences(compared(valuesOf(before)), mine, other, FIELDS)}
        busy={update.isPending}
        onCancel={latest.forget}
        onChoose={(chosen) => {
          const next = uncompared(merged(mine, other, chosen));
          setValues(next);
          setBefore(theirs);
          latest.forget();
          save(theirs, next);
        }}
      />
    );
  }
  const error = update.error ?? remove.error;
  return (
    <div className="stack">
      <Effect id={entry.event_id} />
      <EntryForm
        values={values}
        onChange={setValues}
        onSave={() => save(before, values)}
        onCancel={close}
        save="Save"
        busy={update.isPending || latest.loading}
        problem={error ? asProblem(error) : null}
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

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { entryQuery, useCreateEntry, useDeleteEntry } from '@/api/calendar';
import { asProblem } from '@/api/problem';
import { Dialog } from '@/ui/Dialog';
import { Lines, Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';
import { undoable } from '@/ui/undo';
import { useUnsaved } from '@/ui/unsaved';
import { EditEntry } from './EditEntry';
import { EntryForm } from './EntryForm';
import { blank, toWrite } from './form';
import { afterwards } from './words';

interface EntryDialogProps {
  /** The id of the entry to change, or the day of a new one. */
  entry: { id: string } | { day: string };
  opened: boolean;
  onClose: () => void;
}

/** Puts an entry on the calendar, or changes one. */
export function EntryDialog({ entry, opened, onClose }: EntryDialogProps) {
  const adding = 'day' in entry;
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={adding ? 'Put something on the calendar' : 'Calendar entry'}
      size={680}
    >
      {opened &&
        ('day' in entry ? (
          <AddEntry day={entry.day} onDone={onClose} />
        ) : (
          <KnownEntry id={entry.id} onDone={onClose} />
        ))}
    </Dialog>
  );
}

function AddEntry({ day, onDone }: { day: string; onDone: () => void }) {
  const create = useCreateEntry();
  const remove = useDeleteEntry();
  const [start] = useState(() => blank(day));
  const [values, setValues] = useState(start);
  const close = useUnsaved(values !== start);
  const save = () =>
    create.mutate(toWrite(values), {
      onSuccess: (made) => {
        const { name } = made.entry;
        if (made.known) toast(`${name} was on the calendar already`);
        else
          undoable({
            done: `${name} is on the calendar`,
            detail: afterwards(made),
            undo: () => remove.mutateAsync(made.entry),
            undone: `${name} is off the calendar again`,
          });
        onDone();
      },
    });
  return (
    <EntryForm
      values={values}
      setValues={setValues}
      save={save}
      close={close}
      verb="Put on the calendar"
      busy={create.isPending}
      problem={create.error ? asProblem(create.error) : null}
    />
  );
}

function KnownEntry({ id, onDone }: { id: string; onDone: () => void }) {
  const entry = useQuery({ ...entryQuery(id), staleTime: 0 });
  // Read once since it was opened; what is read later is for the form to settle with what was typed.
  if (entry.data && entry.isFetchedAfterMount)
    return <EditEntry key={id} entry={entry.data} onDone={onDone} />;
  if (entry.isError) return <Problem error={entry.error} onRetry={() => void entry.refetch()} />;
  return <Lines rows={6} height={36} />;
}

import { useState, type ReactNode } from 'react';
import { asProblem, type ApiProblem } from '@/api/problem';
import { differences, merged, same, type Field } from '@/lib/differences';
import { Conflict } from './Conflict';
import { undoable, type Undoable } from './undo';
import { useLatest } from './useLatest';
import { useUnsaved } from './unsaved';

/** How two versions of a form are held side by side. */
export interface Comparison<V, C extends object> {
  /** The values, one key for each thing that is chosen by itself. */
  of: (values: V) => C;
  /** Values out of what was chosen; `versions` are theirs and mine. */
  back: (chosen: C, versions: V[]) => V;
  fields: (versions: V[]) => Field<C>[];
}

/** Values that are compared as they are. */
export const byField = <V extends object>(fields: Field<V>[]): Comparison<V, V> => ({
  of: (values) => values,
  back: (chosen) => chosen,
  fields: () => fields,
});

/** What `useMutation` gives, as far as it is needed here. */
interface Write<R, A> {
  mutate: (request: R, then: { onError: (error: Error) => void; onSuccess: (answer: A) => void }) => void;
  mutateAsync: (request: R) => Promise<A>;
  isPending: boolean;
  error: Error | null;
}

interface Subject<T, V, C extends object, R, A> {
  /** The thing as this page knows it. */
  stored: T;
  /** What a conflict calls it, such as “Trade fair”. */
  nameOf: (stored: T) => string;
  valuesOf: (stored: T) => V;
  compare: Comparison<V, C>;
  /** Reads it again, past everything that is cached. */
  load: () => Promise<T>;
  write: Write<R, A>;
  /** What is sent to turn a version into these values; nothing where they are the same. */
  request: (from: T, values: V) => R | null;
  /** What puts the version before back, where the values do not say all of it. */
  back?: (saved: T, from: T) => R | null;
  storedOf: (answer: A) => T;
  said: (answer: A, from: T) => Omit<Undoable, 'undo'>;
  /** Closes what the form stands in; without it the form goes on with what was saved. */
  onSaved?: () => void;
}

export interface Editing<T, V> {
  values: V;
  setValues: (next: V | ((now: V) => V)) => void;
  /** The version that the form started from. */
  before: T;
  /** Whether leaving would lose something. */
  dirty: boolean;
  save: () => void;
  /** Takes back what was typed. */
  reset: () => void;
  /** Closes the dialog around, after asking where something would be lost. */
  close: () => void;
  busy: boolean;
  problem: ApiProblem | null;
  /** Both versions side by side, in place of the form, once someone else was quicker. */
  conflict: ReactNode;
  afterConflict: (error: unknown) => void;
}

/**
 * A form over something that others may change too. It holds its own values over the version it started from; follows
 * what others save for as long as nothing is typed; is saved only over the version it started from, and shows both
 * where that is not the last; and can be taken back, which is refused too once there is a later one.
 */
export function useEditing<T extends { version: number }, V extends object, C extends object, R, A>({
  stored,
  nameOf,
  valuesOf,
  compare,
  load,
  write,
  request,
  back = (saved, from) => request(saved, valuesOf(from)),
  storedOf,
  said,
  onSaved,
}: Subject<T, V, C, R, A>): Editing<T, V> {
  const [before, setBefore] = useState(stored);
  const [values, setValues] = useState(() => valuesOf(stored));
  const latest = useLatest(load);
  const dirty = !same(values, valuesOf(before));
  const close = useUnsaved(dirty);
  const start = (from: T) => {
    setBefore(from);
    setValues(valuesOf(from));
  };
  if (stored.version > before.version && !dirty && !latest.loading && latest.theirs === null) start(stored);

  const send = (from: T, next: V) => {
    const wanted = request(from, next);
    if (wanted === null) {
      onSaved?.();
      return;
    }
    write.mutate(wanted, {
      onError: latest.afterConflict,
      onSuccess: (answer) => {
        const saved = storedOf(answer);
        const undo = back(saved, from);
        undoable({ ...said(answer, from), undo: () => (undo ? write.mutateAsync(undo) : Promise.resolve()) });
        if (onSaved) onSaved();
        else start(saved);
      },
    });
  };

  const { theirs } = latest;
  const choose = (from: T) => {
    const versions = [valuesOf(before), values, valuesOf(from)] as const;
    const [was, mine, other] = versions.map(compare.of) as [C, C, C];
    return (
      <Conflict
        what={nameOf(before)}
        differences={differences(was, mine, other, compare.fields([...versions]))}
        busy={write.isPending}
        onCancel={latest.forget}
        onChoose={(chosen) => {
          const next = compare.back(merged(mine, other, chosen), [versions[2], versions[1]]);
          setValues(next);
          setBefore(from);
          latest.forget();
          send(from, next);
        }}
      />
    );
  };
  return {
    values,
    setValues,
    before,
    dirty,
    save: () => send(before, values),
    reset: () => setValues(valuesOf(before)),
    close,
    busy: write.isPending || latest.loading,
    problem: write.error && !latest.loading ? asProblem(write.error) : null,
    conflict: theirs && choose(theirs),
    afterConflict: latest.afterConflict,
  };
}

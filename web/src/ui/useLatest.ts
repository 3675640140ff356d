import { useState } from 'react';
import { ApiProblem } from '@/api/problem';

interface Latest<T> {
  /** What is stored now, once a write was refused because it is another version. */
  theirs: T | null;
  loading: boolean;
  /** Reads the stored version after a refusal (412); other errors are left to be shown as they are. */
  afterConflict: (error: unknown) => void;
  forget: () => void;
}

/** The version that someone else has stored meanwhile, to be shown beside one's own. */
export function useLatest<T>(load: () => Promise<T>): Latest<T> {
  const [theirs, setTheirs] = useState<T | null>(null);
  const [loading, setLoading] = useState(false);
  const afterConflict = (error: unknown) => {
    if (!(error instanceof ApiProblem) || error.status !== 412) return;
    setLoading(true);
    void load()
      .then(setTheirs, () => undefined)
      .finally(() => setLoading(false));
  };
  return { theirs, loading, afterConflict, forget: () => setTheirs(null) };
}

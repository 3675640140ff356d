import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const PAUSE_MS = 150;

/** Whether the page has what it is about, so that what is only chosen from can be fetched. Once it has, that stays. */
export function useQuiet(): boolean {
  const [quiet, setQuiet] = useState(false);
  const busy = useIsFetching() > 0;
  useEffect(() => {
    if (busy || quiet) return undefined;
    const timer = setTimeout(() => setQuiet(true), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [busy, quiet]);
  return quiet;
}

import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** A filter kept in the page's address, so that it can be linked to and survives going back. */
export function useParam(name: string, fallback = ''): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string) =>
      setParams(
        (now) => {
          const next = new URLSearchParams(now);
          if (value === '' || value === fallback) next.delete(name);
          else next.set(name, value);
          next.delete('page');
          if (name === 'page' && value !== '' && value !== fallback) next.set('page', value);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [fallback, name, setParams],
  );
  return [params.get(name) ?? fallback, set];
}

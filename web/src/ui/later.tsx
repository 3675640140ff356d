import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import { whenQuiet } from './whenQuiet';

/**
 * A dialog whose code is fetched after the page's: when the page stands, or at once when it is opened.
 * It is there closed before it opens, so that it knows where the focus came from.
 */
export function later<P extends { opened: boolean }>(
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  const Late = lazy(async () => {
    const Loaded = await load();
    return {
      default: function Arrived(props: P) {
        const [ready, setReady] = useState(false);
        useEffect(() => setReady(true), []);
        return <Loaded {...props} opened={ready && props.opened} />;
      },
    };
  });
  const prefetch = () => void load().catch(() => undefined);
  return function Later(props: P) {
    const [wanted, setWanted] = useState(props.opened);
    if (props.opened && !wanted) setWanted(true);
    const client = useQueryClient();
    useEffect(() => whenQuiet(client, prefetch), [client]);
    return wanted ? (
      <Suspense>
        <Late {...props} />
      </Suspense>
    ) : null;
  };
}

import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Confirm } from './Confirm';

/** Asks before a page is left that holds something which was not saved. */
export function LeaveGuard({ when, children }: { when: boolean; children: string }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => when && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!when) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [when]);
  return (
    <Confirm
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      onConfirm={() => blocker.proceed?.()}
      title="Leave without saving?"
      confirm="Leave"
    >
      {children}
    </Confirm>
  );
}

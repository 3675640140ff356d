import { Button, Progress } from '@mantine/core';
import { bytes, percent } from '@/lib/format';
import { Problem } from '@/ui/States';
import type { Chosen, Import } from './useImport';

interface SendWholeProps {
  chosen: Chosen;
  state: Import;
  label: string;
}

/** Sends a file too large for a request to storage, with its progress and a way to stop. */
export function SendWhole({ chosen, state, label }: SendWholeProps) {
  const { store, sent, asking } = state;
  return (
    <div className="stack-s">
      <div className="row">
        <Button onClick={() => store.mutate(chosen)} loading={store.isPending} disabled={asking}>
          {label}
        </Button>
        {store.isPending && (
          <Button variant="default" onClick={state.stop}>
            Stop
          </Button>
        )}
      </div>
      {store.isPending && (
        <>
          <Progress value={sent * 100} aria-label="Upload" animated />
          <span className="small dim" role="status">
            {percent(sent)} of {bytes(chosen.file.size)} sent. Stay on this page until it is there.
          </span>
        </>
      )}
      {store.isError && store.error.name !== 'AbortError' && (
        <Problem error={store.error} onRetry={() => store.mutate(chosen)} />
      )}
    </div>
  );
}

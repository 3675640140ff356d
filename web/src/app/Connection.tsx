import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { createStore, useStore } from '@/lib/store';
import classes from './Connection.module.css';

/** Whether the last thing asked of the API got any answer at all. */
export const apiReachable = createStore(true);

const RETRY_MS = 5000;

/** One banner while the API is away. It asks again by itself and goes when the API is back. */
export function Connection() {
  const reachable = useStore(apiReachable);
  const client = useQueryClient();
  useEffect(() => {
    if (reachable) return undefined;
    const timer = setInterval(() => void client.refetchQueries({ type: 'active' }), RETRY_MS);
    return () => clearInterval(timer);
  }, [client, reachable]);
  if (reachable) return null;
  return (
    <div className={classes.banner} role="status">
      <IconPlugConnectedX size={18} aria-hidden />
      <span>
        The API cannot be reached. What you see is the last that was loaded; trying again every few seconds.
      </span>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => void client.refetchQueries({ type: 'active' })}
      >
        Try now
      </Button>
    </div>
  );
}

import type { QueryClient } from '@tanstack/react-query';
import { ACTIVITY_KEY, reloadActivities } from '@/activity/activity';
import { askPastTheCache } from '@/api/client';
import { CONFIG_KEY, loadConfig } from '@/api/config';
import { keys } from '@/api/keys';

const CHANNEL = 'stockcast';
/** What is not read again because something was written elsewhere: a check sends its whole file. */
const OWN = new Set<unknown>([keys.fileChecks[0]]);

/**
 * Keeps the tabs of a browser of one mind. What one has written, the others read again: at once where they are in sight,
 * otherwise when they are looked at. A key entered in one opens the others, and long work is followed in all.
 */
export function joinTabs(client: QueryClient): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  const readAgain = () => {
    askPastTheCache();
    void client.invalidateQueries({
      predicate: ({ queryKey: [name] }) => !OWN.has(name),
      refetchType: document.visibilityState === 'hidden' ? 'none' : 'active',
    });
  };
  channel.onmessage = readAgain;
  const deaf = client.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') channel.postMessage('written');
  });
  const stored = ({ key }: StorageEvent) => {
    if (key === ACTIVITY_KEY || key === null) {
      reloadActivities();
      // Work that is followed no longer has been done.
      readAgain();
    }
    if (key === CONFIG_KEY || key === null) void loadConfig().then(() => client.resetQueries());
  };
  window.addEventListener('storage', stored);
  return () => {
    channel.close();
    deaf();
    window.removeEventListener('storage', stored);
  };
}

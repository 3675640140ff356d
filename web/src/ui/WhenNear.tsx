import { useIntersection } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { whenQuiet } from './whenQuiet';

/** Room that is about to be filled is so high, in px. */
const HEIGHT = 120;

/**
 * A part of a long page that is shown, and asks for what it needs, once it has almost been scrolled to, or once the rest
 * of the page stands: who reads with a screen reader, or searches the page, does not scroll.
 */
export function WhenNear({ children }: { children: ReactNode }) {
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const client = useQueryClient();
  const [near, setNear] = useState(false);
  if (entry?.isIntersecting && !near) setNear(true);
  useEffect(() => whenQuiet(client, () => setNear(true)), [client]);
  return near ? children : <div ref={ref} style={{ minHeight: HEIGHT }} />;
}

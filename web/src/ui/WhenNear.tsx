import { useIntersection } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';

/** Room that is about to be filled is so high, in px. */
const HEIGHT = 120;

/** A part of a long page that is shown, and asks for what it needs, once it has almost been scrolled to. */
export function WhenNear({ children }: { children: ReactNode }) {
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const [near, setNear] = useState(false);
  if (entry?.isIntersecting && !near) setNear(true);
  return near ? children : <div ref={ref} style={{ minHeight: HEIGHT }} />;
}

import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { server } from './server';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

// What jsdom lacks and the app asks for.
class Observer {
  private readonly seen: (entries: { isIntersecting: boolean; target: Element }[]) => void;
  constructor(seen: (entries: { isIntersecting: boolean; target: Element }[]) => void) {
    this.seen = seen;
  }
  observe(target: Element) {
    this.seen([{ isIntersecting: true, target }]);
  }
  unobserve = () => undefined;
  disconnect = () => undefined;
}
vi.stubGlobal('IntersectionObserver', Observer);
vi.stubGlobal(
  'ResizeObserver',
  class extends Observer {
    override observe() {
      // Nothing changes size in jsdom.
    }
  },
);
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;

// A canvas draws nothing in jsdom; what a chart says to a screen reader is around it.
vi.mock('react-chartjs-2', () => ({ Line: () => null, Bar: () => null }));

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
});
afterAll(() => server.close());

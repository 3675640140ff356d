import { createStore } from '@/lib/store';

export interface Toast {
  id: number;
  text: string;
  tone: 'good' | 'danger';
  detail?: string | undefined;
  /** Somewhere to go, or something to do. */
  action?: { label: string; to: string } | { label: string; run: () => void } | undefined;
}

const SHOWN_MS = 8000;
/** What can be taken back stays longer: it has to be read, and reached by keyboard. */
const ACTION_MS = 20_000;

export const toasts = createStore<Toast[]>([]);
let next = 1;

export function dismiss(id: number): void {
  toasts.set((now) => now.filter((toast) => toast.id !== id));
}

/** Says something briefly. Failures stay until they are dismissed. */
export function toast(text: string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): void {
  const id = next++;
  toasts.set((now) => [...now.slice(-3), { id, text, tone: 'good', ...options }]);
  if (options.tone !== 'danger') setTimeout(() => dismiss(id), options.action ? ACTION_MS : SHOWN_MS);
}

import { createStore } from '@/lib/store';

export interface Toast {
  id: number;
  text: string;
  tone: 'good' | 'danger';
  detail?: string | undefined;
  action?: { label: string; to: string } | undefined;
}

export const toasts = createStore<Toast[]>([]);
let next = 1;

export function dismiss(id: number): void {
  toasts.set((now) => now.filter((toast) => toast.id !== id));
}

/** Says something briefly. Failures stay until they are dismissed. */
export function toast(text: string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): void {
  const id = next++;
  toasts.set((now) => [...now.slice(-3), { id, text, tone: 'good', ...options }]);
  if (options.tone !== 'danger') setTimeout(() => dismiss(id), 8000);
}

import { createStore, isRecord, readStored, writeStored } from '@/lib/store';

/** Long work that goes on while its page is left, remembered over reloads. */
export interface Activity {
  kind: 'forecast' | 'upload';
  id: string;
  label: string;
}

const KEY = 'stockcast.activity';

function stored(): Activity[] {
  const value = readStored(KEY);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) =>
    isRecord(item) && typeof item.id === 'string' && (item.kind === 'forecast' || item.kind === 'upload')
      ? [{ kind: item.kind, id: item.id, label: typeof item.label === 'string' ? item.label : '' }]
      : [],
  );
}

export const activities = createStore<Activity[]>(stored());

export function follow(activity: Activity): void {
  activities.set((now) => [...now.filter((one) => one.id !== activity.id), activity]);
  writeStored(KEY, activities.get());
}

export function forget(id: string): void {
  activities.set((now) => now.filter((one) => one.id !== id));
  writeStored(KEY, activities.get());
}

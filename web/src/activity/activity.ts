import { createStore, isRecord, readStored, writeStored } from '@/lib/store';

/** Long work that goes on while its page is left, remembered over reloads. */
export interface Activity {
  kind: 'forecast' | 'upload';
  id: string;
  label: string;
}

export const ACTIVITY_KEY = 'stockcast.activity';

function stored(): Activity[] {
  const value = readStored(ACTIVITY_KEY);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) =>
    isRecord(item) && typeof item.id === 'string' && (item.kind === 'forecast' || item.kind === 'upload')
      ? [{ kind: item.kind, id: item.id, label: typeof item.label === 'string' ? item.label : '' }]
      : [],
  );
}

export const activities = createStore<Activity[]>(stored());

/** Of this tab and, where the browser keeps anything, of the others: they follow work of their own. */
const followed = (): Activity[] => [
  ...new Map([...activities.get(), ...stored()].map((one) => [one.id, one])).values(),
];

function change(next: (now: Activity[]) => Activity[]): void {
  activities.set(next(followed()));
  writeStored(ACTIVITY_KEY, activities.get());
}

export const reloadActivities = (): void => activities.set(stored());

export const follow = (activity: Activity): void =>
  change((now) => [...now.filter((one) => one.id !== activity.id), activity]);

export const forget = (id: string): void => change((now) => now.filter((one) => one.id !== id));

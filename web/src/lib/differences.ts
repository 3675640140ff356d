/** What two people made of the same thing, field by field. */

export type Side = 'mine' | 'theirs';

export interface Field<T> {
  key: keyof T & string;
  label: string;
  /** The value in words; the value itself without it. */
  show?: (values: T) => string;
}

export interface Difference {
  key: string;
  label: string;
  before: string;
  mine: string;
  theirs: string;
  /** Whose value stands unless chosen otherwise; null where both changed it, and only a person can tell. */
  suggested: Side | null;
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The fields in which my version and the one that is stored now differ. */
export function differences<T extends object>(
  before: T,
  mine: T,
  theirs: T,
  fields: Field<T>[],
): Difference[] {
  return fields
    .filter(({ key }) => !same(mine[key], theirs[key]))
    .map(({ key, label, show = (values) => String(values[key] ?? '') }) => ({
      key,
      label,
      before: show(before),
      mine: show(mine),
      theirs: show(theirs),
      suggested: same(before[key], mine[key]) ? 'theirs' : same(before[key], theirs[key]) ? 'mine' : null,
    }));
}

/** The stored version with my values where they were chosen. */
export function merged<T extends object>(mine: T, theirs: T, chosen: Record<string, Side>): T {
  const taken = Object.entries(chosen).filter(([, side]) => side === 'mine');
  return { ...theirs, ...Object.fromEntries(taken.map(([key]) => [key, mine[key as keyof T]])) };
}

/** What has to be sent to turn one version into another: the fields that differ. */
export function changes<T extends object>(before: T, after: T): Partial<T> {
  const changed = Object.entries(after).filter(([key, value]) => !same(before[key as keyof T], value));
  return Object.fromEntries(changed) as Partial<T>;
}

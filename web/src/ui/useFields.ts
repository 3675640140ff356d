import { useState, type SyntheticEvent } from 'react';
import type { ApiProblem } from '@/api/problem';
import { same } from '@/lib/differences';

/** What is wrong with a form, by field. */
export type Errors<F extends string = string> = Partial<Record<F, string>>;

/** The fields that hold text, as inputs do. */
type Text<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string;

interface Fields<V> {
  values: V;
  setValues: (next: (now: V) => V) => void;
  /** What can be said before the API is asked, which has the last word. */
  check: (values: V) => Errors;
  /** What the API said of what was sent. */
  problem: ApiProblem | null;
  save: () => void;
  /** The field that a pointer of the API's names: the last part of it, unless told. */
  fieldOf?: (pointer: string, sent: V) => string;
  /** What a field holds. */
  held?: (values: V, field: string) => unknown;
}

/** The field that a pointer ends with. */
export const lastPart = (pointer: string): string => pointer.split('/').at(-1) ?? '';
const own = (values: unknown, field: string): unknown => (values as Record<string, unknown>)[field];

/**
 * One way to say what is wrong with a form at its fields: nothing until it is sent; from then on what the page can tell
 * itself, as it is typed, and what the API refused, for as long as the field holds what was refused. The form around
 * (`ui/Form`) takes the focus to the first.
 */
export function useFields<V extends object>({
  values,
  setValues,
  check,
  problem,
  save,
  fieldOf = lastPart,
  held = own,
}: Fields<V>) {
  const [sent, setSent] = useState<V | null>(null);
  const errors: Errors = {};
  if (sent !== null) {
    for (const { pointer, detail } of problem?.fields ?? []) {
      const field = fieldOf(pointer, sent);
      if (same(held(sent, field), held(values, field))) errors[field] = detail;
    }
    Object.assign(errors, wrongOf(check(values)));
  }
  return {
    errors,
    submit: (event: SyntheticEvent) => {
      event.preventDefault();
      setSent(values);
      if (same(wrongOf(check(values)), {})) save();
    },
    /** What an input of a field needs. */
    bind: (name: Text<V>) => ({
      name,
      value: values[name] as string,
      error: errors[name],
      onChange: (event: { currentTarget: { value: string } }) => {
        const { value } = event.currentTarget;
        setValues((now) => ({ ...now, [name]: value }));
      },
    }),
  };
}

const wrongOf = (errors: Errors): Errors =>
  Object.fromEntries(Object.entries(errors).filter(([, error]) => Boolean(error)));

import type { ApiProblem, FieldProblem } from '@/api/problem';
import type { ReadAs } from '@/api/types';
import { controlWords, isOption } from './words';

/** Which of the page's controls settles what the API refused a file for. */

/** A control of the page: the column of a role, or an option. Both may have the same name, as `currency` has. */
export interface Control {
  kind: 'column' | 'option';
  name: string;
}

export const controlId = ({ kind, name }: Control): string => `read-as-${kind}-${name}`;

/** The control that a pointer names: `/query/columns/date` and, of a missing column, `/date`; `/query/date_format`. */
function controlOf({ pointer, code }: FieldProblem): Control {
  const parts = pointer.replace(/^\/(query\/)?/, '').split('/');
  const name = (parts.at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
  const column = parts[0] === 'columns' || code === 'missing_column';
  return { kind: column ? 'column' : 'option', name };
}

/** The controls that a refusal points at; of them, those that the page has. */
export function settledBy(refusal: ApiProblem | null, readAs: ReadAs | null): Control[] {
  const pointed = (refusal?.fields ?? [])
    .filter(({ pointer }) => !pointer.startsWith('/lines/'))
    .map(controlOf);
  const there = pointed.filter(({ kind, name }) =>
    kind === 'option' ? isOption(name) : Object.hasOwn(readAs?.columns ?? {}, name),
  );
  return [...new Map(there.map((control) => [controlId(control), control])).values()];
}

export const isNeeded = (needed: Control[], kind: Control['kind'], name: string): boolean =>
  needed.some((one) => one.kind === kind && one.name === name);

export const nameOf = ({ kind, name }: Control): string => controlWords(kind, name);

export function focusOn(control: Control): void {
  const element = document.getElementById(controlId(control));
  element?.scrollIntoView({ block: 'center' });
  element?.focus({ preventScroll: true });
}

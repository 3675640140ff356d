import type { ApiProblem } from '@/api/problem';
import type { ReadAs } from '@/api/types';
import { OPTIONS } from './words';

/** Which of the page's controls settles what the API refused a file for. */

/** The control of an option (`date_format`) or of a role's column (`date`), by its id on the page. */
export const controlId = (name: string): string => `read-as-${name}`;

/** The controls that a refusal points at; of them, those that the page has. */
export function settledBy(refusal: ApiProblem | null, readAs: ReadAs | null): string[] {
  if (!refusal) return [];
  const there = [...Object.keys(OPTIONS), ...Object.keys(readAs?.columns ?? {})];
  const pointed = refusal.fields
    .filter(({ pointer }) => !pointer.startsWith('/lines/'))
    .map(({ pointer }) => pointer.split('/').at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '');
  return [...new Set(pointed)].filter((name) => there.includes(name));
}

export function focusOn(name: string): void {
  const control = document.getElementById(controlId(name));
  control?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}

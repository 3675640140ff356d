import { body } from './client';

/** Versions as the API tags them: a change says which one it was made from, and is refused when that is not the last. */

export interface Versioned {
  version: number;
}

const tags = new Map<string, string>();
const nameOf = (what: string, { version }: Versioned) => `${what} ${version}`;

/** A thing out of an answer, whose tag is remembered under what it is: `product SKU-1`. */
export async function tagged<T extends Versioned>(
  pending: Promise<{ data?: T; response: Response }>,
  what: (value: T) => string,
): Promise<T> {
  const { response } = await pending;
  const value = await body(pending);
  const tag = response.headers.get('etag');
  if (tag) tags.set(nameOf(what(value), value), tag);
  return value;
}

/** The header that lets a write through only if nobody has changed the thing since. */
export function onlyIf(what: string, value: Versioned): Record<string, string> {
  const tag = tags.get(nameOf(what, value));
  return tag ? { 'If-Match': tag } : {};
}

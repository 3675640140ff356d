import { HttpResponse, type JsonBodyType } from 'msw';

/** Answers as the API spells them. */

export function problem(status: number, type: string, title: string, detail: string, more: object = {}) {
  return HttpResponse.json(
    {
      type: `https://stockcast.example/problems/${type}`,
      title,
      status,
      detail,
      correlation_id: 'c0ffee00-1234',
      ...more,
    },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
}

export const ok = (value: JsonBodyType, status = 200, headers = {}) =>
  HttpResponse.json(value, { status, headers });
export const tag = ({ version }: { version: number }) => ({ etag: `"v${version}"` });
export const missing = (id: string) =>
  problem(404, 'product-not-found', 'Product not found', `No product has the id '${id}'.`);

/** A refusal of a change made from another version than the stored one; nothing where it may go through. */
export const stale = (request: Request, now: { version: number }) => {
  const from = request.headers.get('if-match');
  return from !== null && from !== tag(now).etag
    ? problem(412, 'precondition-failed', 'It has changed meanwhile', 'Load it again and repeat the change.')
    : undefined;
};

/** One page of a list, whose cursor is how far it got. */
export function pageOf<T>(items: T[], query: URLSearchParams): { items: T[]; next_cursor: string | null } {
  const from = Number(query.get('cursor') ?? 0);
  const to = from + Number(query.get('limit') ?? 100);
  return { items: items.slice(from, to), next_cursor: to < items.length ? String(to) : null };
}

/** When the mock shop made something. */
export const now = (): string => new Date().toISOString();

import createClient, { type Client } from 'openapi-fetch';
import { apiConfig } from './config';
import type { ApiProblem } from './problem';
import { problemFrom, unreachable } from './problem';
import type { paths } from './schema';

/** How long the API's own answer cache may lag behind a write, or repeat an error. While it might, we ask past it. */
const CACHE_MS = 2 * 60_000;
let cacheLagsSince = -Infinity;

/** Something was written: by this tab, or by another of this browser. */
export function askPastTheCache(): void {
  cacheLagsSince = Date.now();
}

async function send(request: Request): Promise<Response> {
  const writes = request.method !== 'GET';
  if (!writes && Date.now() - cacheLagsSince < CACHE_MS) request.headers.set('cache-control', 'max-age=0');
  let answer: Response;
  try {
    answer = await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable(apiConfig.get().url);
  }
  if (writes || !answer.ok) askPastTheCache();
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const payload: unknown = await answer.json().catch(() => null);
  return problemFrom(answer.status, payload, answer.headers.get('x-correlation-id'));
}

let made: { url: string; key: string; client: Client<paths> } | null = null;

/** The typed client for the address and key in force. Throws `ApiProblem` for every answer that is not a success. */
export function api(): Client<paths> {
  const { url, key } = apiConfig.get();
  if (made?.url !== url || made.key !== key) {
    const client = createClient<paths>({
      baseUrl: new URL(url || '/', window.location.origin).href.replace(/\/$/, ''),
      fetch: send,
      headers: { 'x-api-key': key },
    });
    made = { url, key, client };
  }
  return made.client;
}

interface Answer<T> {
  data?: T;
  response: Response;
}

/** The body of a successful answer. */
export async function body<T>(pending: Promise<Answer<T>>): Promise<T> {
  const { data, response } = await pending;
  if (data === undefined) {
    throw problemFrom(response.status, null, response.headers.get('x-correlation-id'));
  }
  return data;
}

/** Every item of a paged list: a part of it would say that it is all. */
export async function allPages<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next_cursor?: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

export const newKey = (): string => crypto.randomUUID();

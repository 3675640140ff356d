import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { server } from '@/test/server';
import { api, allPages, body } from './client';
import { apiConfig, loadConfig, saveConfig } from './config';
import { ApiProblem, asProblem } from './problem';

const url = `${window.location.origin}/api`;

const HOUR_MS = 3_600_000;

describe('asking the API', () => {
  let hour = Date.now();
  // Each test an hour after the one before: what one has written or seen fail is forgotten.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: (hour += HOUR_MS) });
    apiConfig.set({ url, key: 'k1', from: 'offered' });
  });
  afterEach(() => vi.useRealTimers());
  const get = () => body(api().GET('/products', { params: { query: {} } }));

  it('sends the key, and says in the API’s own words what went wrong', async () => {
    let key: string | null = null;
    server.use(
      http.get(`${url}/products`, ({ request }) => {
        key = request.headers.get('x-api-key');
        return HttpResponse.json(
          {
            title: 'Invalid',
            status: 422,
            detail: 'category is too long',
            correlation_id: 'abc',
            errors: [{ pointer: '/category', code: 'too_long', detail: 'at most 100' }],
          },
          { status: 422 },
        );
      }),
    );
    const problem = asProblem(await get().catch((error: unknown) => error));
    expect(key).toBe('k1');
    expect(problem).toMatchObject({
      status: 422,
      title: 'Invalid',
      detail: 'category is too long',
      correlationId: 'abc',
    });
    expect(problem.fields).toEqual([{ pointer: '/category', code: 'too_long', detail: 'at most 100' }]);
  });

  it('has words of its own where the gateway has none, and keeps the correlation id', async () => {
    server.use(
      http.get(
        `${url}/products`,
        () =>
          new HttpResponse('{"message":"Forbidden"}', {
            status: 403,
            headers: { 'x-correlation-id': 'id-9' },
          }),
      ),
    );
    const problem = asProblem(await get().catch((error: unknown) => error));
    expect(problem.title).toMatch(/key/i);
    expect(problem.correlationId).toBe('id-9');
  });

  it('tells an API that is away from one that refuses', async () => {
    server.use(http.get(`${url}/products`, () => HttpResponse.error()));
    const problem = await get().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect((problem as ApiProblem).unreachable).toBe(true);
  });

  it('asks past the answer cache after a write, so that the change shows', async () => {
    const seen: (string | null)[] = [];
    server.use(
      http.get(`${url}/products`, ({ request }) => {
        seen.push(request.headers.get('cache-control'));
        return HttpResponse.json({ items: [], next_cursor: null });
      }),
      http.delete(`${url}/products/:id`, () => new HttpResponse(null, { status: 204 })),
    );
    await get();
    await api().DELETE('/products/{product_id}', { params: { path: { product_id: 'A' } } });
    await get();
    expect(seen).toEqual([null, 'max-age=0']);
  });

  it('asks past the answer cache after an error, which the cache might repeat', async () => {
    const seen: (string | null)[] = [];
    server.use(
      http.get(`${url}/products`, ({ request }) => {
        seen.push(request.headers.get('cache-control'));
        return seen.length === 1
          ? HttpResponse.json({ title: 'Down' }, { status: 503 })
          : HttpResponse.json({ items: [], next_cursor: null });
      }),
    );
    await get().catch(() => null);
    await get();
    vi.setSystemTime(Date.now() + HOUR_MS);
    await get();
    expect(seen).toEqual([null, 'max-age=0', null]);
  });

  it('follows pages to the end', async () => {
    const page = (cursor: string | undefined) =>
      Promise.resolve({
        items: [cursor ?? 'first'],
        next_cursor: cursor === 'c2' ? null : cursor === 'c1' ? 'c2' : 'c1',
      });
    expect(await allPages(page)).toEqual(['first', 'c1', 'c2']);
  });
});

describe('which API to ask', () => {
  const offer = (answer: () => Response) => server.use(http.get('*/config.json', answer));

  it('takes what the server of the page offers', async () => {
    offer(() => HttpResponse.json({ api_url: '/api/', api_key: 'demo' }));
    await loadConfig();
    expect(apiConfig.get()).toEqual({ url: '/api', key: 'demo', from: 'offered' });
  });
  it('prefers what was saved here', async () => {
    offer(() => HttpResponse.json({ api_url: '/api', api_key: 'demo' }));
    saveConfig('https://api.example/prod/', 'mine');
    await loadConfig();
    expect(apiConfig.get()).toEqual({ url: 'https://api.example/prod', key: 'mine', from: 'saved' });
  });
  it('does without, where the address answers the page itself', async () => {
    offer(() => HttpResponse.html('<!doctype html>'));
    await loadConfig();
    expect(apiConfig.get().from).toBe('none');
  });
});

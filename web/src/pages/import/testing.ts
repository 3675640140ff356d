import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect } from 'vitest';
import { openApp } from '@/test/app';
import { REPORT } from '@/test/files';
import { server } from '@/test/server';
import { emptyWorld } from '@/test/world';

/** What tests of the import page share. */

export const csv = (text: string) => new File([text], 'till.csv', { type: 'text/csv' });
export const HEADER = 'date,product_id,quantity_sold';
export const GOOD = `${HEADER}\n2026-11-01,A,5\n`;
export const READ_AS = {
  layout: 'table',
  encoding: 'utf-8',
  delimiter: ',',
  columns: { date: 'date', product_id: 'product_id', quantity_sold: 'quantity_sold', currency: null },
  unused_columns: [],
  date_format: 'YYYY-MM-DD',
  decimal_mark: '.',
  group_mark: ',',
  currency: 'EUR',
  time_zone: null,
};

interface Call {
  query: URLSearchParams;
  file: string;
  key: string | null;
  aborted: boolean;
}

/** Every call to an upload from here on; answered as given, or else by the made-up API. */
export function listen(
  path: string,
  answer?: (call: Call, n: number) => Response | Promise<Response>,
): Call[] {
  const calls: Call[] = [];
  server.use(
    http.post(`${window.location.origin}/api${path}`, async ({ request }) => {
      const query = new URL(request.url).searchParams;
      const key = request.headers.get('idempotency-key');
      const call = { query, file: await request.clone().text(), key, aborted: false };
      request.signal.addEventListener('abort', () => (call.aborted = true));
      const n = calls.push(call);
      return answer?.(call, n);
    }),
  );
  return calls;
}

export const refusal = (type: string, errors: object[], report: object | null = null) =>
  HttpResponse.json(
    {
      type: `https://stockcast.example/problems/${type}`,
      title: 'It cannot be read as it is',
      status: 422,
      detail: 'It is not clear. Pass option=A or option=B.',
      correlation_id: 'c0ffee00-1234',
      errors,
      ...(report ? { report: { ...REPORT, status: 'failed', ...report } } : {}),
    },
    { status: 422 },
  );

export const opened = (path = '/import') => {
  const world = emptyWorld();
  return { ...openApp(path, world), world };
};

export async function choose(user: UserEvent, file: File) {
  await user.upload(await screen.findByLabelText(/^(Sales|Product) file$/), file);
}

const status = () => screen.findAllByRole('status').then((all) => all.find((one) => one.tabIndex === -1));
export const says = (words: RegExp) => waitFor(async () => expect(await status()).toHaveTextContent(words));

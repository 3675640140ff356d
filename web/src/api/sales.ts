import { queryOptions } from '@tanstack/react-query';
import { allPages, api, body } from './client';
import { keys } from './keys';
import { problemFrom, unreachable } from './problem';
import type { FileOptions, SalesRow, UploadTicket } from './types';

export type Grain = 'day' | 'week' | 'month';

export interface SalesWindow {
  from?: string | undefined;
  to?: string | undefined;
  granularity?: Grain;
}

/** A product's sales between two days, oldest first. */
export const salesQuery = (id: string, window: SalesWindow) =>
  queryOptions({
    queryKey: [...keys.sales(id), window],
    queryFn: async ({ signal }): Promise<SalesRow[]> => {
      const items = await allPages((cursor) =>
        body(
          api().GET('/sales-data/{product_id}', {
            params: { path: { product_id: id }, query: { ...window, cursor, limit: 500 } },
            signal,
          }),
        ),
      );
      return items.sort((a, b) => a.date.localeCompare(b.date));
    },
  });

/** Weeks of a small chart. */
export const SPARK_WEEKS = 26;

/**
 * What up to 100 products sold in each of the last whole weeks, in one read; a week without sales is 0. The week that is
 * not over yet is left out: it would look like a fall.
 */
export const recentSalesQuery = (ids: string[]) =>
  queryOptions({
    queryKey: [...keys.recentSales, ids],
    enabled: ids.length > 0,
    queryFn: async ({ signal }): Promise<Map<string, number[]>> => {
      const query = { product_ids: ids.join(','), granularity: 'week', last: SPARK_WEEKS + 1 } as const;
      const { items } = await body(api().GET('/sales-data', { params: { query }, signal }));
      return new Map(
        items.map((one) => [one.product_id, one.quantity_sold.slice(0, -1).map((units) => units ?? 0)]),
      );
    },
    staleTime: 5 * 60_000,
  });

export const summaryQuery = (category?: string) =>
  queryOptions({
    queryKey: [...keys.summary, category ?? null],
    queryFn: ({ signal }) =>
      body(api().GET('/sales-data/summary', { params: { query: { category } }, signal })),
  });

/** Announces a file that goes to storage; it is read there as these options say. */
export function startUpload(filename: string, options: FileOptions): Promise<UploadTicket> {
  return body(api().POST('/sales-data/uploads', { body: { filename, ...options } }));
}

/** Sends a file straight to storage. `fetch` cannot tell how far an upload is; XMLHttpRequest can. */
export function putFile(
  ticket: UploadTicket,
  file: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(ticket.method, ticket.upload_url);
    Object.entries(ticket.headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => onProgress(event.total ? event.loaded / event.total : 0);
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(problemFrom(request.status, { title: 'The storage refused the file' }, null));
    };
    request.onerror = () => reject(unreachable('the file storage'));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export const uploadStatusQuery = (id: string) =>
  queryOptions({
    queryKey: keys.upload(id),
    queryFn: ({ signal }) =>
      body(api().GET('/sales-data/uploads/{upload_id}', { params: { path: { upload_id: id } }, signal })),
  });

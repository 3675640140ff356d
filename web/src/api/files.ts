import { api, body } from './client';
import { ApiProblem } from './problem';
import type { FileOptions, UploadReport } from './types';
import { isRecord } from '@/lib/store';

/** Files of sales, of products and of the calendar: what the API takes them for, what it would write, and the writing itself. */
export type FileKind = 'sales' | 'products' | 'calendar';

export interface FileUpload {
  kind: FileKind;
  file: Blob;
  options: FileOptions;
  dryRun: boolean;
  signal?: AbortSignal;
  /** The same for the same upload, however often it is sent: it is counted once. */
  key?: string;
}

/** Sends a file in the request itself. */
export function uploadFile({ kind, file, options, dryRun, signal, key }: FileUpload): Promise<UploadReport> {
  const { columns, sku_map, on_unknown_product, mode, ...reading } = options;
  const query = { ...reading, columns: asText(columns), sku_map: asText(sku_map), dry_run: dryRun };
  const request = {
    body: file as unknown as string,
    bodySerializer: (raw: unknown) => raw as Blob,
    headers: { 'content-type': 'text/csv', ...(key ? { 'Idempotency-Key': key } : {}) },
    ...(signal ? { signal } : {}),
  };
  if (kind === 'products') return body(api().POST('/products/upload', { ...request, params: { query } }));
  if (kind === 'calendar') return body(api().POST('/calendar/upload', { ...request, params: { query } }));
  return body(
    api().POST('/sales-data/upload', {
      ...request,
      params: { query: { ...query, on_unknown_product, mode } },
    }),
  );
}

const asText = (value: object | undefined): string | undefined =>
  value && Object.keys(value).length > 0 ? JSON.stringify(value) : undefined;

/** What the API said about a file: its report, and, when it refused the file, why. */
export interface FileAnswer {
  report: UploadReport | null;
  refusal: ApiProblem | null;
}

/** Statuses that say something about the file, not about the API: asking again would bring the same. */
const REFUSED = [400, 413, 415, 422];

export async function answerOf(pending: Promise<UploadReport>): Promise<FileAnswer> {
  try {
    return { report: await pending, refusal: null };
  } catch (error) {
    if (!(error instanceof ApiProblem) || !REFUSED.includes(error.status)) throw error;
    return { report: reportIn(error), refusal: error };
  }
}

/** The report inside a refusal: a file of which nothing was usable still says why, row by row. */
export function reportIn(error: unknown): UploadReport | null {
  if (!(error instanceof ApiProblem) || !isRecord(error.body.report)) return null;
  return error.body.report as unknown as UploadReport;
}

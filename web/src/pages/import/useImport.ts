import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { follow } from '@/activity/activity';
import { uploadProducts } from '@/api/products';
import { ApiProblem } from '@/api/problem';
import { putFile, startUpload, uploadSales, type OnUnknown } from '@/api/sales';
import type { UploadReport } from '@/api/types';
import { isRecord } from '@/lib/store';
import { recognise, renamed, type Kind } from './columns';
import { preview, withHeader, type Preview } from './readFile';

/** What one request can carry; anything larger goes straight to storage. */
export const MOST_DIRECT = 4_000_000;

export interface Options {
  onUnknown: OnUnknown;
  dateFormat: string;
}

/** The report inside a refusal: a file of which nothing was usable still says why, row by row. */
export function reportIn(error: unknown): UploadReport | null {
  if (!(error instanceof ApiProblem) || !isRecord(error.body.report)) return null;
  return error.body.report as unknown as UploadReport;
}

export function useImport(kind: Kind, onStored: (uploadId: string) => void) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Preview | null>(null);
  const [mapping, setMapping] = useState<string[]>([]);
  const [options, setOptions] = useState<Options>({ onUnknown: 'create', dateFormat: '' });
  const [sent, setSent] = useState(0);
  const stop = useRef<AbortController | null>(null);

  const choose = useMutation({
    mutationFn: preview,
    onSuccess: (made) => {
      setChosen(made);
      setMapping(recognise(made.header, kind));
      run.reset();
    },
  });

  const fileToSend = (from: Preview): File => {
    const recognised = recognise(from.header, kind);
    const asIs = from.compressed || recognised.every((name, i) => name === mapping[i]);
    return asIs ? from.file : withHeader(from, renamed(from.header, mapping, kind, from.separator));
  };

  const large = kind === 'sales' && chosen !== null && (chosen.file.size > MOST_DIRECT || chosen.compressed);

  const run = useMutation({
    mutationFn: async (dryRun: boolean): Promise<UploadReport> => {
      if (!chosen) throw new Error('Choose a file first.');
      const file = fileToSend(chosen);
      const report =
        kind === 'products'
          ? await uploadProducts(file, dryRun)
          : await uploadSales({
              file,
              dryRun,
              onUnknown: options.onUnknown,
              dateFormat: options.dateFormat || undefined,
            });
      if (!dryRun) void client.invalidateQueries();
      return report;
    },
    onSuccess: (report) => {
      if (report.status !== 'processing' && report.status !== 'pending') return;
      follow({ kind: 'upload', id: report.upload_id, label: chosen?.file.name ?? 'Upload' });
      onStored(report.upload_id);
    },
  });

  const store = useMutation({
    mutationFn: async (): Promise<string> => {
      if (!chosen) throw new Error('Choose a file first.');
      setSent(0);
      stop.current = new AbortController();
      const ticket = await startUpload(chosen.file.name, options.onUnknown, options.dateFormat || undefined);
      await putFile(ticket, fileToSend(chosen), setSent, stop.current.signal);
      return ticket.upload_id;
    },
    onSuccess: (id) => {
      follow({ kind: 'upload', id, label: chosen?.file.name ?? 'Large file' });
      onStored(id);
    },
  });

  return {
    chosen,
    mapping,
    options,
    large,
    sent,
    choose,
    run,
    store,
    setOptions: (next: Partial<Options>) => {
      setOptions((now) => ({ ...now, ...next }));
      run.reset();
    },
    map: (column: number, field: string) => {
      // One column a field: choosing it here takes it away elsewhere.
      setMapping((now) => now.map((one, i) => (i === column ? field : one === field ? '' : one)));
      run.reset();
    },
    stop: () => stop.current?.abort(),
    startOver: () => {
      setChosen(null);
      choose.reset();
      run.reset();
      store.reset();
    },
  };
}

export type Import = ReturnType<typeof useImport>;

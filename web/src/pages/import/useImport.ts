import { useDebouncedValue } from '@mantine/hooks';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { follow } from '@/activity/activity';
import { answerOf, uploadFile, type FileAnswer, type FileKind } from '@/api/files';
import { newKey } from '@/api/client';
import { forgetMapping, keepMapping, mappingOf, optionsOf, readingOf } from '@/api/importMappings';
import { keys } from '@/api/keys';
import { putFile, startUpload } from '@/api/sales';
import type { FileOptions, ImportMapping, UploadReport } from '@/api/types';
import { asProblem } from '@/api/problem';
import { toast } from '@/ui/toasts';
import { firstBytes, firstPart } from './readFile';

/** What one request can carry; anything larger goes straight to storage. */
export const MOST_DIRECT = 4_000_000;
const TOO_LARGE = 413;
/** So long a pause between two changes is waited for before the API is asked again. */
const PAUSE_MS = 400;
const NOTHING_SAID: FileOptions = { columns: {}, on_unknown_product: 'create' };

export interface Chosen {
  /** Tells one choice from another, of the same file too. */
  choice: string;
  file: File;
  /** Its first bytes, unpacked. */
  start: Uint8Array;
  options: FileOptions;
}

interface Check extends FileAnswer {
  /** Only the beginning of the file was looked at: it is sent to storage, and checked whole there. */
  partial: boolean;
  /** What was set for such a file before, by which this one was read. */
  mapping: ImportMapping | null;
}

type Answer = Omit<Check, 'mapping'>;

async function ask(kind: FileKind, chosen: Chosen, signal: AbortSignal): Promise<Check> {
  const answer = await read(kind, chosen, signal);
  const id = answer.report?.read_as?.mapping_id;
  return { ...answer, mapping: id ? await mappingOf(id) : null };
}

async function read(kind: FileKind, { file, options }: Chosen, signal: AbortSignal): Promise<Answer> {
  const check = (part: Blob) => answerOf(uploadFile({ kind, file: part, options, dryRun: true, signal }));
  if (kind !== 'sales') return { ...(await check(file)), partial: false };
  if (file.size <= MOST_DIRECT) {
    const answer = await check(file);
    if (answer.refusal?.status !== TOO_LARGE) return { ...answer, partial: false };
  }
  return { ...(await check(await firstPart(file))), partial: true };
}

/** A dry run of the chosen file. While a changed question is on its way, the answer to the one before stays. */
const checkQuery = (kind: FileKind, chosen: Chosen | null) =>
  queryOptions({
    queryKey: keys.fileCheck(chosen?.choice ?? '', chosen?.options ?? {}),
    queryFn: ({ signal }) => {
      if (!chosen) throw new Error('Choose a file first.');
      return ask(kind, chosen, signal);
    },
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: (before: Check | undefined, query) =>
      query?.queryKey[1] === chosen?.choice ? before : undefined,
  });

/** Whether anything was said of how to read a file: then nothing that is kept for its header counts. */
const saysHow = (options: FileOptions): boolean =>
  Object.values(readingOf(options)).some((value) => Object.keys(value as object | string).length > 0);

/**
 * Keeps how a file was read for the next one like it. A known export may look at columns that its report does not name;
 * so it is tried whether the API finds what was kept, and kept no longer if it does not.
 */
async function remember(kind: FileKind, { file, options }: Chosen, check: Check | undefined): Promise<void> {
  const readAs = check?.report?.read_as;
  if (kind === 'calendar' || !readAs || !saysHow(options)) return;
  try {
    const kept = await keepMapping(kind, readAs, options);
    const again = { kind, file: await firstPart(file), options: NOTHING_SAID, dryRun: true };
    const { report } = await answerOf(uploadFile(again));
    if (report?.read_as?.mapping_id === kept.mapping_id) return;
    await forgetMapping(kept);
    toast('How this file is read cannot be remembered', { detail: 'Set it again with the next one.' });
  } catch (error) {
    toast('How this file is read was not remembered', { tone: 'danger', detail: asProblem(error).detail });
  }
}

/** Tells a file from others, by what a browser knows of it: chosen a second time, it does not add a second time. */
const sameFile = ({ name, size, lastModified }: File): string =>
  `web ${size} ${lastModified} ${encodeURIComponent(name).slice(-200)}`;

export function useImport(kind: FileKind, onStored: (uploadId: string) => void) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [asked] = useDebouncedValue(chosen, PAUSE_MS, { leading: true });
  const [sent, setSent] = useState(0);
  const [remembering, setRemembering] = useState(true);
  const stop = useRef<AbortController | null>(null);

  const choose = useMutation({
    mutationFn: async (file: File): Promise<Chosen> => ({
      choice: newKey(),
      file,
      start: await firstBytes(file),
      options: NOTHING_SAID,
    }),
    onSuccess: setChosen,
  });

  const write = useMutation({
    mutationFn: async ({ file, options }: Chosen): Promise<UploadReport> => {
      const adds = options.mode === 'add';
      const key = adds ? { key: sameFile(file) } : {};
      const report = await uploadFile({ kind, file, options, dryRun: false, ...key });
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== keys.fileChecks[0] });
      return report;
    },
    onSuccess: (report, sentAs) => {
      const { file } = sentAs;
      if (remembering) void remember(kind, sentAs, check.data);
      if (report.status !== 'processing' && report.status !== 'pending') return;
      follow({ kind: 'upload', id: report.upload_id, label: file.name });
      onStored(report.upload_id);
    },
  });

  const store = useMutation({
    mutationFn: async ({ file, options }: Chosen): Promise<string> => {
      setSent(0);
      stop.current = new AbortController();
      const ticket = await startUpload(file.name, options);
      await putFile(ticket, file, setSent, stop.current.signal);
      return ticket.upload_id;
    },
    onSuccess: (id, sentAs) => {
      const { file } = sentAs;
      if (remembering) void remember(kind, sentAs, check.data);
      follow({ kind: 'upload', id, label: file.name });
      onStored(id);
    },
  });

  const check = useQuery({
    ...checkQuery(kind, asked),
    enabled: asked !== null && asked.choice === chosen?.choice && !write.isSuccess,
  });
  const mapping = check.data?.mapping ?? null;

  /** As the file would have to be described if nothing were kept for its header: a word on a part leaves all of that aside. */
  const described = (now: FileOptions): FileOptions =>
    mapping && !saysHow(now) ? { ...now, ...optionsOf(mapping) } : now;
  const changeRest = (next: (now: FileOptions) => FileOptions) => {
    setChosen((now) => now && { ...now, options: next(now.options) });
    write.reset();
    store.reset();
  };
  const change = (next: (now: FileOptions) => FileOptions) => changeRest((now) => next(described(now)));

  const forget = useMutation({
    mutationFn: forgetMapping,
    onSuccess: () => {
      toast('Forgotten', { detail: 'The file is read by what it shows itself.' });
      return check.refetch();
    },
  });

  return {
    chosen,
    check,
    /** The answer that is shown is not, or may not be, the one to what is set now. */
    asking: chosen !== asked || check.isFetching,
    sent,
    choose,
    write,
    store,
    /** Changes how the file is read. */
    change,
    /** Changes what becomes of its rows. */
    changeRest,
    forgetChanges: () => changeRest(() => NOTHING_SAID),
    /** What was set for such files before, by which this one is read. */
    mapping,
    forget,
    /** Whether what is set is kept for the next file like this one, if there is something to keep. */
    remembering: kind !== 'calendar' && chosen && saysHow(chosen.options) ? remembering : null,
    setRemembering,
    stop: () => stop.current?.abort(),
    startOver: () => {
      setChosen(null);
      choose.reset();
      write.reset();
      store.reset();
    },
  };
}

export type Import = ReturnType<typeof useImport>;

/** What was said beyond what every import starts with. */
export const hasChanges = ({ options }: Chosen): boolean => options !== NOTHING_SAID;

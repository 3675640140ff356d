import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { allPages, api, body, newKey } from './client';
import { keys } from './keys';
import type { Entry, EntryPatch, EntryQuery, EntryWrite } from './types';
import { onlyIf, tagged } from './versions';

/** What the shop knows of its days. */

export type EntryFilter = Omit<EntryQuery, 'limit' | 'cursor'>;

export interface EntryList {
  items: Entry[];
  /** That no product has the category that was asked for, or is the product. */
  warnings: string[];
}

const what = ({ event_id: id }: Entry) => `entry ${id}`;

/** The entries that touch a span of days, by their first day. */
export const entriesQuery = (filter: EntryFilter = {}) =>
  queryOptions({
    queryKey: keys.calendarList(filter),
    queryFn: async ({ signal }): Promise<EntryList> => {
      const warnings: string[] = [];
      const items = await allPages(async (cursor) => {
        const page = await body(
          api().GET('/calendar', { params: { query: { ...filter, cursor, limit: 500 } }, signal }),
        );
        warnings.push(...page.warnings.map(({ detail }) => detail));
        return page;
      });
      items.sort((a, b) => a.start.localeCompare(b.start) || a.name.localeCompare(b.name));
      return { items, warnings };
    },
  });

export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: keys.calendarEntry(id),
    queryFn: ({ signal }) =>
      tagged<Entry>(api().GET('/calendar/{event_id}', { params: { path: { event_id: id } }, signal }), what),
  });

export const entryEffectQuery = (id: string) =>
  queryOptions({
    queryKey: keys.calendarEffect(id),
    queryFn: ({ signal }) =>
      body(api().GET('/calendar/{event_id}/effect', { params: { path: { event_id: id } }, signal })),
  });

/** A kept entry, and what is worth a second look of it. */
export interface KeptEntry {
  entry: Entry;
  /** The entry was there already, and says the same. */
  known: boolean;
  warnings: string[];
}

type Answer = Promise<{ data?: Entry & { warnings: { detail: string }[] }; response: Response }>;

async function kept(pending: Answer): Promise<KeptEntry> {
  const { response, data } = await pending;
  const entry = await tagged<Entry>(pending, what);
  return { entry, known: response.status === 200, warnings: (data?.warnings ?? []).map((one) => one.detail) };
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.calendar });
}

export function useCreateEntry() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (entry: EntryWrite) =>
      kept(api().POST('/calendar', { body: entry, headers: { 'Idempotency-Key': newKey() } })),
    onSuccess: refresh,
  });
}

export interface EntryChange {
  /** The version that the change was made from. */
  entry: Entry;
  patch: EntryPatch;
}

export function useUpdateEntry() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ entry, patch }: EntryChange) =>
      kept(
        api().PATCH('/calendar/{event_id}', {
          params: { path: { event_id: entry.event_id } },
          headers: onlyIf(what(entry), entry),
          body: patch,
        }),
      ),
    onSettled: refresh,
  });
}

export function useDeleteEntry() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (entry: Entry) => {
      await api().DELETE('/calendar/{event_id}', {
        params: { path: { event_id: entry.event_id } },
        headers: onlyIf(what(entry), entry),
      });
    },
    onSuccess: refresh,
  });
}

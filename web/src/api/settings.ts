import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import type { ShopSettings, ShopSettingsWrite } from './types';
import { onlyIf, tagged } from './versions';

const what = () => 'settings';

/** The shop's name and address, which its orders carry, and what holding stock costs. */
export const settingsQuery = () =>
  queryOptions({
    queryKey: keys.settings,
    queryFn: ({ signal }) => tagged<ShopSettings>(api().GET('/settings', { signal }), what),
  });

export interface SettingsChange {
  settings: ShopSettings;
  write: ShopSettingsWrite;
}

export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ settings, write }: SettingsChange) =>
      tagged<ShopSettings>(api().PUT('/settings', { headers: onlyIf(what(), settings), body: write }), what),
    onSuccess: (saved) => client.setQueryData(keys.settings, saved),
  });
}

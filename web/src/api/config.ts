import { createStore, isRecord, readStored, writeStored } from '@/lib/store';

/** Where the API is and what opens it. Kept in this browser only. */
export interface ApiConfig {
  url: string;
  key: string;
  /** `saved`: entered in Settings; `offered`: by the server that serves this page; `none`: still unknown. */
  from: 'saved' | 'offered' | 'none';
}

export const CONFIG_KEY = 'stockcast.api';
const NONE: ApiConfig = { url: '', key: '', from: 'none' };

export const apiConfig = createStore<ApiConfig>(NONE);

function read(value: unknown, from: 'saved' | 'offered'): ApiConfig | null {
  if (!isRecord(value)) return null;
  const url = value.api_url;
  const key = value.api_key;
  if (typeof url !== 'string' || url === '') return null;
  return { url: url.replace(/\/+$/, ''), key: typeof key === 'string' ? key : '', from };
}

/** What the server of this page offers at /config.json; absent in the cloud, where the page is files only. */
export async function offeredConfig(): Promise<ApiConfig | null> {
  try {
    const answer = await fetch('/config.json', {
      cache: 'no-store',
      headers: { accept: 'application/json' },
    });
    if (!answer.ok) return null;
    return read(await answer.json(), 'offered');
  } catch {
    return null;
  }
}

export async function loadConfig(): Promise<void> {
  const saved = read(readStored(CONFIG_KEY), 'saved');
  if (saved?.key) {
    apiConfig.set(saved);
    return;
  }
  apiConfig.set((await offeredConfig()) ?? saved ?? NONE);
}

export function saveConfig(url: string, key: string): void {
  writeStored(CONFIG_KEY, { api_url: url, api_key: key });
  apiConfig.set({ url: url.replace(/\/+$/, ''), key, from: 'saved' });
}

export async function forgetConfig(): Promise<void> {
  writeStored(CONFIG_KEY, null);
  apiConfig.set((await offeredConfig()) ?? NONE);
}

export const isConnected = (config: ApiConfig): boolean => config.url !== '' && config.key !== '';

import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { activities, follow, forget } from '@/activity/activity';
import { apiConfig, CONFIG_KEY } from '@/api/config';
import { openApp } from '@/test/app';
import { server } from '@/test/server';
import { fullWorld } from '@/test/world';

type Tab = ReturnType<typeof openApp>['tab'];

const shop = async (tab: Tab) => within(await tab.findByRole('form', { name: 'Shop' }));
/** What this browser tells the other tabs when one of them has stored something. */
const stored = (key: string) => window.dispatchEvent(new StorageEvent('storage', { key }));

describe('two tabs', () => {
  it('read past the answer cache what another one has written, unless it is out of sight', async () => {
    const { tab } = openApp('/settings', fullWorld());
    await shop(tab);
    const asked: (string | null)[] = [];
    server.use(
      http.get('*/settings', ({ request }) => {
        asked.push(request.headers.get('cache-control'));
        return undefined;
      }),
    );
    const other = new BroadcastChannel('stockcast');
    other.postMessage('written');
    await waitFor(() => expect(asked).toEqual(['max-age=0']));
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    other.postMessage('written');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toHaveLength(1);
    hidden.mockRestore();
    window.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(asked).toHaveLength(2));
    other.close();
  });

  it('show what one of them saved, and settle what both changed side by side', async () => {
    const world = fullWorld();
    const first = openApp('/settings', world);
    const second = openApp('/settings', world);
    const [mine, other] = [await shop(first.tab), await shop(second.tab)];
    await first.user.clear(mine.getByLabelText(/^Name/));
    await first.user.type(mine.getByLabelText(/^Name/), 'Market Shop');
    await first.user.click(mine.getByRole('button', { name: 'Save the shop' }));
    await waitFor(() => expect(other.getByLabelText(/^Name/)).toHaveValue('Market Shop'));

    await second.user.type(other.getByLabelText(/^Name/), ' at the Corner');
    await first.user.type(mine.getByLabelText(/^Name/), ' Ltd');
    await first.user.type(mine.getByLabelText(/^Address/), '{Enter}England');
    await first.user.click(mine.getByRole('button', { name: 'Save the shop' }));
    await waitFor(() => expect(world.settings.name).toBe('Market Shop Ltd'));
    expect(other.getByLabelText(/^Name/)).toHaveValue('Market Shop at the Corner');
    await second.user.click(other.getByRole('button', { name: 'Save the shop' }));
    await second.user.click(await second.tab.findByLabelText('Yours: Market Shop at the Corner'));
    await second.user.click(
      within(second.tab.getByRole('region', { name: 'Shop' })).getByRole('button', { name: 'Save' }),
    );
    await waitFor(() => expect(world.settings.name).toBe('Market Shop at the Corner'));
    expect(world.settings.address).toMatch(/England$/);
    await waitFor(() => expect(mine.getByLabelText(/^Name/)).toHaveValue('Market Shop at the Corner'));
  });

  it('agree on what is ordered: a draft that one makes is on the other’s list', async () => {
    const world = fullWorld();
    const drafts = openApp('/purchase-orders?show=draft', world);
    await drafts.tab.findByText('PO-10');
    const list = openApp('/orders', world);
    await list.user.click(await list.tab.findByRole('button', { name: 'Choose all to order' }));
    await list.user.click(await list.tab.findByRole('button', { name: 'Make drafts' }));
    const dialog = await screen.findByRole('dialog', { name: 'Make drafts' });
    await list.user.click(within(dialog).getByRole('button', { name: 'Make drafts' }));
    await waitFor(() => expect(world.orders.size).toBeGreaterThan(5));
    const made = [...world.orders.keys()].at(-1) ?? '';
    expect(await drafts.tab.findByText(made)).toBeInTheDocument();
  });

  it('follow each other’s long work, and do not forget one for the other', () => {
    openApp('/settings', fullWorld());
    follow({ kind: 'forecast', id: 'job-1', label: 'All forecasts' });
    // Another tab follows a job of its own.
    const here = JSON.parse(localStorage.getItem('stockcast.activity') ?? '[]') as object[];
    localStorage.setItem(
      'stockcast.activity',
      JSON.stringify([...here, { kind: 'upload', id: 'u-1', label: 'till.csv' }]),
    );
    stored('stockcast.activity');
    expect(activities.get().map(({ id }) => id)).toEqual(['job-1', 'u-1']);
    forget('job-1');
    expect(JSON.parse(localStorage.getItem('stockcast.activity') ?? '')).toMatchObject([{ id: 'u-1' }]);
  });

  it('are opened by one key', async () => {
    const world = fullWorld();
    openApp('/settings', world);
    const url = apiConfig.get().url;
    localStorage.setItem(CONFIG_KEY, JSON.stringify({ api_url: url, api_key: 'another-key' }));
    stored(CONFIG_KEY);
    await waitFor(() => expect(apiConfig.get()).toMatchObject({ key: 'another-key', from: 'saved' }));
  });
});

import { render, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { apiConfig } from '@/api/config';
import { activities } from '@/activity/activity';
import { App } from '@/app/App';
import { apiReachable } from '@/app/Connection';
import { createQueryClient } from '@/app/queries';
import { routes } from '@/app/routes';
import { toasts } from '@/ui/toasts';
import { handlers } from './handlers';
import { server } from './server';
import type { World } from './world';

/** The whole app at an address, over a made-up API; opened again, another tab of the same browser, found by `tab`. */
export function openApp(path: string, world: World) {
  const url = `${window.location.origin}/api`;
  server.use(...handlers(world, url));
  apiConfig.set({ url, key: world.key, from: 'offered' });
  apiReachable.set(true);
  activities.set([]);
  toasts.set([]);
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  const { container } = render(<App client={client} router={router} />);
  return { user: userEvent.setup(), router, client, tab: within(container) };
}

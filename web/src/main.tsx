import '@fontsource-variable/inter';
import '@/theme/mantine.css';
import 'virtual:theme.css';
import '@/theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { loadConfig } from '@/api/config';
import { App } from '@/app/App';
import { createQueryClient } from '@/app/queries';
import { routes } from '@/app/routes';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

// A new version was published while this one was open, and a page of the old one is gone: start again, once.
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('stockcast.restarted'));
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem('stockcast.restarted', String(Date.now()));
  event.preventDefault();
  window.location.reload();
});

// The page's own file is fetched while the address of the API is looked up.
const router = createBrowserRouter(routes);
await loadConfig();
createRoot(root).render(
  <StrictMode>
    <App client={createQueryClient()} router={router} />
  </StrictMode>,
);

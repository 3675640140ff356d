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

await loadConfig();
createRoot(root).render(
  <StrictMode>
    <App client={createQueryClient()} router={createBrowserRouter(routes)} />
  </StrictMode>,
);

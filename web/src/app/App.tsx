import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { RouterProvider, type DataRouter } from 'react-router';
import { theme } from '@/theme/theme';
import { joinTabs } from './tabs';

interface AppProps {
  client: QueryClient;
  router: DataRouter;
}

/** `withCssVariables` and `withGlobalClasses` are off: their styles come as a file, see vite.theme.ts. */
export function App({ client, router }: AppProps) {
  useEffect(() => joinTabs(client), [client]);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

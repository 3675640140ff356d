import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link, Outlet } from 'react-router';
import { apiConfig, isConnected } from '@/api/config';
import { useStore } from '@/lib/store';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { Empty } from '@/ui/States';

/** Lets the pages show once it is known which API to ask. */
export function Gate() {
  const config = useStore(apiConfig);
  if (isConnected(config)) return <Outlet />;
  return (
    <Page title="Welcome to Stockcast">
      <Panel>
        <Empty
          icon={<IconPlugConnected size={22} />}
          title="Connect this browser to your Stockcast API"
          actions={
            <Button component={Link} to="/settings">
              Enter address and key
            </Button>
          }
        >
          The page needs the address of the API and a key. Both stay in this browser.
        </Empty>
      </Panel>
    </Page>
  );
}

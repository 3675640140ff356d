import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link, useRouteError } from 'react-router';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { Empty, Problem } from '@/ui/States';

/** A page that could not be shown, with the way back. */
export function Crash() {
  const error = useRouteError();
  return (
    <Page title="This page could not be shown">
      <Problem error={error} onRetry={() => window.location.reload()} />
    </Page>
  );
}

export function NotFound() {
  return (
    <Page title="There is no such page">
      <Panel>
        <Empty
          icon={<IconMapOff size={22} />}
          title="Nothing lives at this address"
          actions={
            <Button component={Link} to="/">
              Go to Today
            </Button>
          }
        >
          The link may be old, or mistyped.
        </Empty>
      </Panel>
    </Page>
  );
}

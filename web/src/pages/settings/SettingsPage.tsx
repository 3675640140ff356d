import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { ConnectionForm } from './ConnectionForm';
import { ServerHealth } from './ServerHealth';
import { ShopForm } from './ShopForm';

export function SettingsPage() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Page
      title="Settings"
      lead="Address, key and colours are kept in this browser only; the shop’s name and address are everybody’s."
    >
      <div className="cols-2">
        <div className="stack">
          <Panel title="Connection" hint="Which Stockcast API this page talks to, and the key that opens it.">
            <ConnectionForm />
          </Panel>
          <Panel title="Shop" hint="The same for everyone, on every device.">
            <ShopForm />
          </Panel>
        </div>
        <div className="stack">
          <Panel title="Look">
            <div className="stack-s">
              <span className="small" id="scheme-name">
                Colours
              </span>
              <SegmentedControl
                aria-labelledby="scheme-name"
                value={colorScheme}
                onChange={(value) => setColorScheme(value)}
                data={[
                  { value: 'light', label: 'Light' },
                  { value: 'dark', label: 'Dark' },
                  { value: 'auto', label: 'System' },
                ]}
              />
            </div>
          </Panel>
          <Panel title="The API">
            <ServerHealth />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Dialog } from './Dialog';
import { later } from './later';

interface GreetingProps {
  opened: boolean;
  onClose: () => void;
}

function Greeting({ opened, onClose }: GreetingProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Good morning">
      The shop is open.
    </Dialog>
  );
}

function Around({ children }: { children: ReactNode }) {
  return (
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}

describe('a dialog that comes later', () => {
  it('is fetched when it is opened, and gives the focus back to what opened it', async () => {
    const load = vi.fn(() => Promise.resolve(Greeting));
    const Late = later(load);
    function Page() {
      const [opened, setOpened] = useState(false);
      return (
        <Around>
          <button onClick={() => setOpened(true)}>Greet</button>
          <Late opened={opened} onClose={() => setOpened(false)} />
        </Around>
      );
    }
    const user = userEvent.setup();
    render(<Page />);
    expect(load).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Greet' }));
    await screen.findByRole('dialog', { name: 'Good morning' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Greet' })).toHaveFocus());
  });

  it('is fetched without being opened once the page has been up for a while', async () => {
    const load = vi.fn(() => Promise.resolve(Greeting));
    const Late = later(load);
    render(
      <Around>
        <Late opened={false} onClose={() => undefined} />
      </Around>,
    );
    await waitFor(() => expect(load).toHaveBeenCalledOnce(), { timeout: 5000 });
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

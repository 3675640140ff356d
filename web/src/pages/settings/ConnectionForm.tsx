import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { apiConfig, forgetConfig, saveConfig } from '@/api/config';
import { api, body } from '@/api/client';
import { useStore } from '@/lib/store';
import { Problem } from '@/ui/States';
import { toast } from '@/ui/toasts';

const FROM = {
  saved: 'Entered here and kept in this browser.',
  offered: 'Offered by the server this page came from. Saving others here replaces it in this browser.',
  none: 'Not set yet.',
};

/** Address and key: saved, then tried at once. */
export function ConnectionForm() {
  const config = useStore(apiConfig);
  return <Fields key={config.url + config.key} />;
}

function Fields() {
  const config = useStore(apiConfig);
  const client = useQueryClient();
  const [url, setUrl] = useState(config.url);
  const [key, setKey] = useState(config.key);
  const test = useMutation({
    mutationFn: () => body(api().GET('/products', { params: { query: { limit: 1 } } })),
    onSuccess: () => toast('Connected'),
  });
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    saveConfig(url.trim(), key.trim());
    void client.resetQueries();
  };
  return (
    <form onSubmit={save} className="stack">
      <TextInput
        label="API address"
        placeholder="https://abc123.execute-api.eu-central-1.amazonaws.com/prod"
        required
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
      />
      <PasswordInput
        label="API key"
        description={FROM[config.from]}
        required
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the key' }}
      />
      {test.isError && <Problem error={test.error} />}
      <div className="row">
        <Button type="submit" disabled={url === config.url && key === config.key && config.from === 'saved'}>
          Save
        </Button>
        <Button
          variant="default"
          onClick={() => test.mutate()}
          loading={test.isPending}
          disabled={!config.url}
        >
          Test the connection
        </Button>
        {config.from === 'saved' && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              void forgetConfig().then(() => client.resetQueries());
            }}
          >
            Forget
          </Button>
        )}
      </div>
    </form>
  );
}

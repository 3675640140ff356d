import { SegmentedControl } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import type { FileKind } from '@/api/files';
import { useParam } from '@/lib/useParam';
import { Page } from '@/ui/Page';
import { ChooseFile } from './ChooseFile';
import { CheckStep } from './CheckStep';
import { StoredUpload } from './StoredUpload';
import { Steps } from './Steps';
import { useImport } from './useImport';
import { Written } from './Written';

export function ImportPage() {
  const uploadId = useParams().uploadId;
  const [kind, setKind] = useParam('kind', 'sales');
  if (uploadId) return <StoredUpload id={uploadId} />;
  const chosen: FileKind = kind === 'products' || kind === 'calendar' ? kind : 'sales';
  return <Importer key={chosen} kind={chosen} onKind={setKind} />;
}

function Importer({ kind, onKind }: { kind: FileKind; onKind: (kind: string) => void }) {
  const navigate = useNavigate();
  const state = useImport(kind, (id) => void navigate(`/import/${id}`));
  const { chosen } = state;
  const written = state.write.data;
  const step = !chosen ? 0 : written ? 2 : 1;
  return (
    <Page
      title="Import"
      lead="From a CSV file, such as your shop or till exports. Nothing is written before you have seen what would be."
      actions={
        !chosen && (
          <SegmentedControl
            aria-label="What to import"
            value={kind}
            onChange={onKind}
            data={[
              { value: 'sales', label: 'Sales' },
              { value: 'products', label: 'Products and stock' },
              { value: 'calendar', label: 'Calendar' },
            ]}
          />
        )
      }
    >
      <Steps at={step} />
      {!chosen && <ChooseFile kind={kind} choose={state.choose} />}
      {chosen && !written && <CheckStep kind={kind} chosen={chosen} state={state} />}
      {chosen && written && <Written kind={kind} report={written} onAnother={state.startOver} />}
    </Page>
  );
}

import { SegmentedControl } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { useParam } from '@/lib/useParam';
import { Page } from '@/ui/Page';
import { ChooseFile } from './ChooseFile';
import { ColumnsStep } from './ColumnsStep';
import type { Kind } from './columns';
import { Outcome } from './Outcome';
import { StoredUpload } from './StoredUpload';
import { Steps } from './Steps';
import { useImport } from './useImport';

export function ImportPage() {
  const uploadId = useParams().uploadId;
  const [kind, setKind] = useParam('kind', 'sales');
  if (uploadId) return <StoredUpload id={uploadId} />;
  const chosen: Kind = kind === 'products' ? 'products' : 'sales';
  return <Importer key={chosen} kind={chosen} onKind={setKind} />;
}

function Importer({ kind, onKind }: { kind: Kind; onKind: (kind: string) => void }) {
  const navigate = useNavigate();
  const state = useImport(kind, (id) => void navigate(`/import/${id}`));
  const { chosen, run } = state;
  const written = run.data !== undefined && !run.data.dry_run;
  const step = !chosen ? 0 : run.isIdle || run.isPending ? 1 : written ? 3 : 2;
  return (
    <Page
      title="Import"
      lead="From a CSV export of your shop or till. Nothing is written before you have seen what would be."
      actions={
        !chosen && (
          <SegmentedControl
            aria-label="What to import"
            value={kind}
            onChange={onKind}
            data={[
              { value: 'sales', label: 'Sales' },
              { value: 'products', label: 'Products and stock' },
            ]}
          />
        )
      }
    >
      <Steps at={step} />
      {!chosen && <ChooseFile kind={kind} choose={state.choose} />}
      {chosen && !written && <ColumnsStep kind={kind} state={state} />}
      {chosen && (run.data !== undefined || run.isError) && <Outcome state={state} kind={kind} />}
    </Page>
  );
}

import { Button } from '@mantine/core';
import type { FileKind } from '@/api/files';
import type { UploadReport } from '@/api/types';
import { plural } from '@/lib/format';
import { Panel } from '@/ui/Panel';
import { Problem } from '@/ui/States';
import classes from './Import.module.css';
import { Report } from './Report';
import { SendWhole } from './SendWhole';
import type { Chosen, Import } from './useImport';
import { counting } from './words';

interface WhatWouldHappenProps {
  kind: FileKind;
  chosen: Chosen;
  report: UploadReport;
  refused: boolean;
  state: Import;
}

/** The report of a dry run, with the button that writes. */
export function WhatWouldHappen({ kind, chosen, report, refused, state }: WhatWouldHappenProps) {
  const { check, asking, write } = state;
  if (refused) {
    return (
      <Panel title="What is wrong with the rows" flush>
        <Report kind={kind} report={report} />
      </Panel>
    );
  }
  const partial = check.data?.partial ?? false;
  return (
    <Panel
      title="What would happen"
      hint={partial ? undefined : 'Checked, nothing written yet.'}
      actions={
        !partial && (
          <Button
            onClick={() => write.mutate(chosen)}
            loading={write.isPending}
            disabled={asking || report.rows_accepted === 0}
          >
            {report.rows_rejected > 0
              ? `Import the ${plural(counting(report), 'good row')}`
              : `Import ${plural(counting(report), 'row')}`}
          </Button>
        )
      }
      flush
    >
      {partial && (
        <div className={classes.pad}>
          <p className={classes.note}>
            A file of this size goes to storage and is read there, in the way shown above. Only its first
            megabyte was checked here: the numbers below are of that part. The report on the whole file comes
            when it has been read.
          </p>
          <SendWhole chosen={chosen} state={state} label="Send and import" />
        </div>
      )}
      {write.isError && (
        <Problem error={write.error} onRetry={() => write.mutate(chosen)} retrying={write.isPending} />
      )}
      <Report kind={kind} report={report} />
    </Panel>
  );
}

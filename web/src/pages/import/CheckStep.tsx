import { Button, Loader } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { FileKind } from '@/api/files';
import { bytes, count, plural } from '@/lib/format';
import { Panel } from '@/ui/Panel';
import { Problem } from '@/ui/States';
import { HowRead } from './HowRead';
import classes from './Import.module.css';
import { Refusal } from './Refusal';
import { settledBy } from './settling';
import type { Chosen, Import } from './useImport';
import { WhatWouldHappen } from './WhatWouldHappen';
import { WhichProduct } from './WhichProduct';
import { areNoSales, counting, noSales } from './words';

interface CheckStepProps {
  kind: FileKind;
  chosen: Chosen;
  state: Import;
}

/** What the API takes a file for and would write of it, asked again whenever something is set differently. */
export function CheckStep({ kind, chosen, state }: CheckStepProps) {
  const { check, asking } = state;
  const { report = null, refusal = null } = check.data ?? {};
  const readAs = report?.read_as ?? null;
  const needed = settledBy(refusal, readAs);
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => status.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <Panel
        title={chosen.file.name}
        hint={bytes(chosen.file.size)}
        actions={
          <Button size="xs" variant="default" onClick={state.startOver} disabled={state.store.isPending}>
            Another file
          </Button>
        }
      >
        <div className="stack-s">
          <p
            ref={status}
            tabIndex={-1}
            role="status"
            className={classes.answer}
            data-refused={refusal && !asking ? true : undefined}
          >
            {asking && <Loader size={14} aria-hidden />}
            <span>{answerWords(state)}</span>
          </p>
          {check.isError && (
            <Problem error={check.error} onRetry={() => void check.refetch()} retrying={check.isFetching} />
          )}
          {refusal && <Refusal kind={kind} refusal={refusal} needed={needed} chosen={chosen} state={state} />}
        </div>
      </Panel>
      {report && kind !== 'calendar' && <WhichProduct errors={report.errors} state={state} />}
      {(readAs ?? needed.length > 0) && (
        <HowRead kind={kind} chosen={chosen} readAs={readAs} needed={needed} state={state} />
      )}
      {report && report.rows_received > 0 && (
        <WhatWouldHappen
          kind={kind}
          chosen={chosen}
          report={report}
          refused={refusal !== null}
          state={state}
        />
      )}
    </>
  );
}

function answerWords({ asking, check }: Import): string {
  if (asking) return check.data ? 'Reading it again …' : 'Reading the file …';
  if (!check.data) return 'The file could not be checked.';
  const { report, refusal } = check.data;
  if (refusal) return `${refusal.title}. Nothing was written.`;
  if (!report) return '';
  const none = noSales(report) > 0 ? `, ${areNoSales(noSales(report))}` : '';
  const bad = report.rows_rejected > 0 ? `, ${count(report.rows_rejected)} cannot` : '';
  return `${plural(counting(report), 'row')} can be imported${none}${bad}. Nothing is written yet.`;
}

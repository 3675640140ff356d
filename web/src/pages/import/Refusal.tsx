import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { FileKind } from '@/api/files';
import type { ApiProblem } from '@/api/problem';
import { listed, uncapital } from '@/lib/words';
import classes from './Import.module.css';
import { SendWhole } from './SendWhole';
import { controlId, focusOn, isNeeded, nameOf, type Control } from './settling';
import { withoutParameters } from './words';
import type { Chosen, Import } from './useImport';

interface RefusalProps {
  kind: FileKind;
  refusal: ApiProblem;
  /** The controls that settle it. */
  needed: Control[];
  chosen: Chosen;
  state: Import;
}

/** Why a file cannot be read as it is, and the way to what settles it. */
export function Refusal({ kind, refusal, needed, chosen, state }: RefusalProps) {
  const columns = needed.filter(({ kind }) => kind === 'column');
  const options = needed.filter(({ kind }) => kind === 'option');
  // What the beginning of a file leaves open, the whole may settle; if it does not, the API refuses it then.
  const wholeMaySettle = state.check.data?.partial && options.length > 0 && columns.length === 0;
  return (
    <div className={classes.refusal}>
      {columns.length > 0 && (
        <p>No column was recognised as {listed(columns.map(nameOf))}. Choose from the columns of the file.</p>
      )}
      {kind === 'sales' && ['date', 'quantity_sold'].every((name) => isNeeded(needed, 'column', name)) && (
        <p>
          A list of products or of what is in stock?{' '}
          <Link to="/import?kind=products">Import it as products</Link>.
        </p>
      )}
      {options.length > 0 && (
        <p>{withoutParameters(refusal.detail)} Choose how it is meant, and the file is read again.</p>
      )}
      {needed.length > 0 && (
        <div className="row">
          {needed.map((control) => (
            <Button key={controlId(control)} size="xs" onClick={() => focusOn(control)}>
              Choose {uncapital(nameOf(control))}
            </Button>
          ))}
        </div>
      )}
      {wholeMaySettle && (
        <>
          <p>Only the first megabyte was looked at. The rest of the file may settle it.</p>
          <SendWhole chosen={chosen} state={state} label="Let the whole file settle it" />
        </>
      )}
      {needed.length > 0 ? (
        <details className="small">
          <summary>In the API’s words</summary>
          <ApiWords detail={refusal.detail} refusal={refusal} />
        </details>
      ) : (
        <ApiWords detail={withoutParameters(refusal.detail)} refusal={refusal} />
      )}
    </div>
  );
}

function ApiWords({ detail, refusal }: { detail: string; refusal: ApiProblem }) {
  return (
    <>
      <p>{detail}</p>
      {refusal.correlationId && (
        <p className="dim">
          Correlation id <span className="mono">{refusal.correlationId}</span>
        </p>
      )}
    </>
  );
}

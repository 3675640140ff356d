import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { count, plural } from '@/lib/format';
import { ForecastAllButton } from '@/pages/products/ForecastAllButton';
import { Panel } from '@/ui/Panel';
import { Problem } from '@/ui/States';
import type { Kind } from './columns';
import classes from './Import.module.css';
import { Report } from './Report';
import { reportIn, type Import } from './useImport';

/** What the API said about the file: of a check, with the button that writes; of a write, with what to do next. */
export function Outcome({ state, kind }: { state: Import; kind: Kind }) {
  const { run } = state;
  if (run.isError) {
    const report = reportIn(run.error);
    const again = () => run.mutate(run.variables);
    return (
      <>
        <Problem error={run.error} onRetry={again} retrying={run.isPending} />
        {report && (
          <Panel title="Nothing was written" flush>
            <Report report={report} />
          </Panel>
        )}
      </>
    );
  }
  const report = run.data;
  if (!report) return null;
  if (!report.dry_run) return <Written state={state} kind={kind} />;
  return (
    <Panel
      title="What would happen"
      hint="Checked, nothing written yet."
      actions={
        <Button
          onClick={() => run.mutate(false)}
          loading={run.isPending}
          disabled={report.rows_accepted === 0}
        >
          {report.rows_rejected > 0
            ? `Import the ${plural(report.rows_accepted, 'good row')}`
            : `Import ${plural(report.rows_accepted, 'row')}`}
        </Button>
      }
      flush
    >
      <Report report={report} />
    </Panel>
  );
}

function Written({ state, kind }: { state: Import; kind: Kind }) {
  const report = state.run.data;
  if (!report) return null;
  return (
    <Panel
      title="Imported"
      actions={
        <>
          <Button variant="default" onClick={state.startOver}>
            Import another file
          </Button>
          {kind === 'sales' ? (
            <ForecastAllButton />
          ) : (
            <Button component={Link} to="/products">
              See the products
            </Button>
          )}
        </>
      }
      flush
    >
      <div className={classes.pad}>
        <p className={classes.good} role="status">
          {plural(report.rows_accepted, 'row')} written
          {report.products_created > 0 && `, ${plural(report.products_created, 'product')} created`}.
          {report.rows_rejected > 0 &&
            ` ${count(report.rows_rejected)} could not be used: correct them and import them again, nothing is counted twice.`}
        </p>
      </div>
      <Report report={report} />
    </Panel>
  );
}

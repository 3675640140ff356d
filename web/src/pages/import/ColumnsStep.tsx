import { Button, NativeSelect, Progress } from '@mantine/core';
import { bytes, percent } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { Panel } from '@/ui/Panel';
import { Problem } from '@/ui/States';
import { FIELDS, knownExport, missing, type Kind } from './columns';
import classes from './Import.module.css';
import type { Import } from './useImport';

interface FileColumn {
  index: number;
  name: string;
  values: string[];
}

/** The file's columns, what each is taken for, and how to read the rest. */
export function ColumnsStep({ kind, state }: { kind: Kind; state: Import }) {
  const { chosen, mapping, options, large, run, store } = state;
  if (!chosen) return null;
  const lacking = chosen.compressed ? [] : missing(mapping, kind);
  const source = kind === 'sales' ? knownExport(chosen.header) : null;
  const choices = [
    { value: '', label: 'Not used' },
    ...FIELDS[kind].map(({ name, label }) => ({ value: name, label })),
  ];
  const columns: Column<FileColumn>[] = [
    {
      key: 'name',
      header: 'Column in the file',
      lead: true,
      cell: (row) => <strong>{row.name || '(no name)'}</strong>,
    },
    {
      key: 'field',
      header: 'Is taken for',
      cell: (row) => (
        <NativeSelect
          size="xs"
          aria-label={`What ${row.name} is`}
          value={mapping[row.index] ?? ''}
          onChange={(event) => state.map(row.index, event.currentTarget.value)}
          data={choices}
        />
      ),
    },
    {
      key: 'values',
      header: 'First values',
      cell: (row) => (
        <span className={classes.values}>{row.values.map((value) => value || '(empty)').join(' · ')}</span>
      ),
    },
  ];
  const rows = chosen.header.map((name, index) => ({
    index,
    name,
    values: chosen.rows.slice(0, 3).map((row) => row[index] ?? ''),
  }));
  return (
    <Panel
      title={chosen.file.name}
      hint={`${bytes(chosen.file.size)}${source ? ` · looks like ${source}` : ''}${chosen.compressed ? ' · compressed, so its columns are recognised on arrival' : ''}`}
      actions={
        <Button size="xs" variant="default" onClick={state.startOver}>
          Another file
        </Button>
      }
      flush
    >
      {!chosen.compressed && (
        <DataTable
          caption="Columns of the file"
          columns={columns}
          rows={rows}
          rowKey={(row) => String(row.index)}
        />
      )}
      <div className={classes.pad}>
        {lacking.length > 0 && (
          <p className={classes.note}>
            No column for {lacking.map((field) => field.label.toLowerCase()).join(', ')} yet.{' '}
            {source ? 'The API knows this kind of export and will find it.' : 'Choose one above.'}
          </p>
        )}
        {kind === 'sales' && <SalesOptions state={state} />}
        {large && (
          <p className="small dim">
            A file of this size goes straight to storage and is read from there. It cannot be checked
            beforehand; rows that cannot be used are reported and can be downloaded.
          </p>
        )}
        {store.isPending && (
          <div className="stack-s">
            <Progress value={state.sent * 100} aria-label="Upload" animated />
            <span className="small dim" role="status">
              {percent(state.sent)} of {bytes(chosen.file.size)} sent. Stay on this page until it is there.
            </span>
          </div>
        )}
        {store.isError && store.error.name !== 'AbortError' && (
          <Problem error={store.error} onRetry={() => store.mutate()} />
        )}
        <div className="row">
          {large ? (
            <Button
              onClick={() => store.mutate()}
              loading={store.isPending}
              disabled={lacking.length > 0 && !source}
            >
              Send and import
            </Button>
          ) : (
            <Button
              onClick={() => run.mutate(true)}
              loading={run.isPending && run.variables}
              disabled={lacking.length > 0 && !source}
              variant={run.data ? 'default' : 'filled'}
            >
              {(run.data ?? run.error) ? 'Check again' : 'Check the file'}
            </Button>
          )}
          {store.isPending && (
            <Button variant="default" onClick={state.stop}>
              Stop
            </Button>
          )}
          {options.onUnknown === 'create' && kind === 'sales' && (
            <span className="small dim">New products are created from the file.</span>
          )}
        </div>
      </div>
    </Panel>
  );
}

function SalesOptions({ state }: { state: Import }) {
  const { options, setOptions } = state;
  return (
    <div className="cols-form">
      <NativeSelect
        label="Products not in the catalogue"
        value={options.onUnknown}
        onChange={(event) =>
          setOptions({ onUnknown: event.currentTarget.value === 'create' ? 'create' : 'reject' })
        }
        data={[
          { value: 'create', label: 'Create them' },
          { value: 'reject', label: 'Reject their rows' },
        ]}
      />
      <NativeSelect
        label="Dates are written"
        value={options.dateFormat}
        onChange={(event) => setOptions({ dateFormat: event.currentTarget.value })}
        data={[
          { value: '', label: 'Recognise by themselves' },
          { value: 'YYYY-MM-DD', label: 'Year-month-day (2026-11-20)' },
          { value: 'DD/MM/YYYY', label: 'Day first (20/11/2026)' },
          { value: 'MM/DD/YYYY', label: 'Month first (11/20/2026)' },
        ]}
      />
    </div>
  );
}

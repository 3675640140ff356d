import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { FileKind } from '@/api/files';
import type { RowError, UploadReport } from '@/api/types';
import { toCsv } from '@/lib/csv';
import { download } from '@/lib/download';
import { count, date, decimal, plural, shortDate } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { Stat, Stats } from '@/ui/Stat';
import classes from './Import.module.css';
import { areNoSales, counting, noSales, withoutParameters } from './words';

/** Rejected rows that are shown before more are asked for: on a phone each is a card. */
const SHOWN = 20;

const columns: Column<RowError>[] = [
  { key: 'line', header: 'Line', width: 70, cell: (row) => count(row.line) },
  { key: 'column', header: 'Column', cell: (row) => row.column ?? '' },
  {
    key: 'value',
    header: 'Value',
    cell: (row) => (row.value == null ? '' : <span className="mono">{row.value}</span>),
  },
  { key: 'detail', header: 'Problem', lead: true, cell: (row) => withoutParameters(row.detail) },
];

const listOf = (errors: RowError[]): string =>
  toCsv<RowError>(
    [
      ['line', (row) => row.line],
      ['column', (row) => row.column],
      ['value', (row) => row.value],
      ['problem', (row) => row.detail],
    ],
    errors,
  );

/** Every row of an upload accounted for. */
export function Report({ kind, report }: { kind: FileKind; report: UploadReport }) {
  const [whole, setWhole] = useState(false);
  return (
    <div className={classes.pad}>
      <Stats label="Rows and products">
        <Stat
          label="Rows read"
          value={count(report.rows_received)}
          note={
            report.rows_skipped > 0
              ? `and ${count(report.rows_skipped)} blank or total lines skipped`
              : undefined
          }
        />
        <Stat
          label="Good rows"
          value={count(counting(report))}
          note={noSales(report) > 0 ? `besides, ${areNoSales(noSales(report))}` : undefined}
        />
        <Stat label="Rejected rows" value={count(report.rows_rejected)} />
        {kind === 'calendar' && report.first_date && (
          <Stat label="Days" value={shortDate(report.first_date)} note={`to ${date(report.last_date)}`} />
        )}
        {kind === 'sales' && report.first_date && (
          <Stat
            label="Product-days"
            value={count(report.product_days_written)}
            note={`${date(report.first_date)} to ${date(report.last_date)}`}
            how="Days on which a product has a record. Rows of the same product and day are added up; a later upload replaces the day."
          />
        )}
        <Stat
          label="Products"
          value={count(report.products_touched)}
          note={report.products_created > 0 ? `${count(report.products_created)} of them new` : undefined}
        />
      </Stats>
      {report.failure && <p className={classes.note}>{report.failure}</p>}
      {report.excluded.length > 0 && <Excluded excluded={report.excluded} />}
      {report.overwrites && report.overwrites.product_days > 0 && (
        <Overwrites overwrites={report.overwrites} written={!report.dry_run} />
      )}
      {report.warnings.map((warning) => (
        <p key={warning.code + warning.detail} className={classes.note}>
          {withoutParameters(warning.detail)}
        </p>
      ))}
      {report.errors.length > 0 && (
        <section aria-label="Rejected rows" className="stack-s">
          <div className="row" style={{ justifyContent: 'space-between' }}>
            <strong className="small">
              Rows that cannot be used
              {report.errors_truncated &&
                `, the first ${count(report.errors.length)} of ${count(report.rows_rejected)}`}
            </strong>
            {!report.rejected_rows_url && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconDownload size={14} aria-hidden />}
                onClick={() => download('rejected-rows.csv', listOf(report.errors))}
              >
                Download this list
              </Button>
            )}
            {report.rejected_rows_url && (
              <Button
                component="a"
                href={report.rejected_rows_url}
                download
                size="xs"
                variant="default"
                leftSection={<IconDownload size={14} aria-hidden />}
              >
                Download rejected rows
              </Button>
            )}
          </div>
          <DataTable
            caption="Rows that cannot be used"
            columns={columns}
            rows={whole ? report.errors : report.errors.slice(0, SHOWN)}
            rowKey={(row) => `${row.line}${row.column ?? ''}${row.code}`}
          />
          {!whole && report.errors.length > SHOWN && (
            <Button size="xs" variant="default" onClick={() => setWhole(true)}>
              Show all {count(report.errors.length)}
            </Button>
          )}
        </section>
      )}
    </div>
  );
}

/** Rows that are no sales, by the cell that says so. */
function Excluded({ excluded }: { excluded: UploadReport['excluded'] }) {
  return (
    <div className={classes.note}>
      Not counted, because the file says that they are no sales:
      <ul className={classes.facts}>
        {excluded.map(({ column, value, rows }) => (
          <li key={`${column} ${value ?? ''}`}>
            {plural(rows, 'row')} with {value === null ? 'other values' : `“${value}”`} in {column}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface OverwritesProps {
  overwrites: NonNullable<UploadReport['overwrites']>;
  written: boolean;
}

/** Days that are there already, as they were and as they become. */
function Overwrites({ overwrites, written }: OverwritesProps) {
  const { product_days, units_before, units_after, examples } = overwrites;
  const verb = written ? 'were replaced' : 'are there already and would be replaced';
  return (
    <div className={classes.note}>
      {plural(product_days, 'product-day')} {verb}: {decimal(units_before)} → {decimal(units_after)} units.
      <ul className={classes.facts}>
        {examples.map((example) => (
          <li key={`${example.product_id} ${example.date}`}>
            {example.product_id} on {date(example.date)}: {decimal(example.units_before)} →{' '}
            {decimal(example.units_after)}
          </li>
        ))}
      </ul>
    </div>
  );
}

import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { FileKind } from '@/api/files';
import type { UploadReport } from '@/api/types';
import { count, plural } from '@/lib/format';
import { ForecastAllButton } from '@/pages/products/ForecastAllButton';
import { Panel } from '@/ui/Panel';
import classes from './Import.module.css';
import { ReadAsList } from './ReadAsList';
import { Report } from './Report';
import { counting } from './words';

interface WrittenProps {
  kind: FileKind;
  report: UploadReport;
  onAnother: () => void;
}

/** What was written, and what to do next. */
export function Written({ kind, report, onAnother }: WrittenProps) {
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => status.current?.focus({ preventScroll: true }), []);
  return (
    <Panel
      title="Imported"
      actions={
        <>
          <Button variant="default" onClick={onAnother}>
            Import another file
          </Button>
          {kind === 'products' ? (
            <Button component={Link} to="/products">
              See the products
            </Button>
          ) : (
            <ForecastAllButton />
          )}
          {kind === 'calendar' && (
            <Button component={Link} to="/calendar" variant="default">
              See the calendar
            </Button>
          )}
        </>
      }
      flush
    >
      <div className={classes.pad}>
        <p ref={status} tabIndex={-1} className={classes.good} role="status">
          {kind === 'sales' && report.product_days_written === 0
            ? 'Nothing new was written'
            : `${plural(counting(report), 'row')} written`}
          {report.products_created > 0 && `, ${plural(report.products_created, 'product')} created`}.
          {report.rows_rejected > 0 &&
            ` ${count(report.rows_rejected)} could not be used. Download them, correct them in that file and import it${kind === 'sales' ? ': each is added to its day, once' : ''}.`}
        </p>
      </div>
      {report.read_as && <ReadAsList readAs={report.read_as} />}
      <Report kind={kind} report={report} />
    </Panel>
  );
}

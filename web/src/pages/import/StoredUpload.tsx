import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { uploadStatusQuery } from '@/api/sales';
import { percent } from '@/lib/format';
import { ForecastAllButton } from '@/pages/products/ForecastAllButton';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { Lines, Loaded } from '@/ui/States';
import classes from './Import.module.css';
import { ReadAsList } from './ReadAsList';
import { Report } from './Report';

const TITLE = {
  pending: 'Waiting to be read',
  processing: 'Being read',
  completed: 'Imported',
  failed: 'Not imported',
};

/** How far a large upload is, and its report; it goes on when this page is left. */
export function StoredUpload({ id }: { id: string }) {
  const query = useQuery({
    ...uploadStatusQuery(id),
    refetchInterval: (now) => (['completed', 'failed'].includes(now.state.data?.status ?? '') ? false : 1500),
  });
  return (
    <Page
      title="Import"
      tab="Upload"
      lead={query.data?.filename ?? `Upload ${id}`}
      actions={
        <Button component={Link} to="/import" variant="default">
          Import another file
        </Button>
      }
    >
      <Loaded query={query} skeleton={<Lines rows={4} height={40} />}>
        {(report) => (
          <Panel
            title={TITLE[report.status]}
            actions={report.status === 'completed' && <ForecastAllButton />}
            flush
          >
            {(report.status === 'pending' || report.status === 'processing') && (
              <div className={classes.pad}>
                <Progress
                  value={report.progress * 100}
                  animated
                  aria-label={`Import: ${percent(report.progress)}`}
                />
                <span className="small dim" role="status">
                  {percent(report.progress)} read. You can leave this page; it goes on.
                </span>
              </div>
            )}
            {report.read_as && <ReadAsList readAs={report.read_as} />}
            <Report kind="sales" report={report} />
          </Panel>
        )}
      </Loaded>
    </Page>
  );
}

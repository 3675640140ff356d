import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { recommendationsQuery } from '@/api/reports';
import { summaryQuery } from '@/api/sales';
import { weekdayDate } from '@/lib/format';
import { today } from '@/lib/dates';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { Lines, Loaded, Problem } from '@/ui/States';
import { ForecastAllButton } from '@/pages/products/ForecastAllButton';
import { Exceptions } from './Exceptions';
import { FirstRun } from './FirstRun';
import { Quality } from './Quality';
import { SalesMonths } from './SalesMonths';
import { StaleData } from './StaleData';
import { WorstFirst } from './WorstFirst';

/** What needs doing today, worst first; each number leads to its list. */
export function TodayPage() {
  const summary = useQuery(summaryQuery());
  const recommendations = useQuery(recommendationsQuery());
  const empty = summary.data?.products === 0;
  const nothing = summary.isError && !summary.data && recommendations.isError && !recommendations.data;
  const again = () => {
    void summary.refetch();
    void recommendations.refetch();
  };
  const lead = summary.data?.last_date
    ? `${weekdayDate(today())} · sales known to ${weekdayDate(summary.data.last_date)}`
    : weekdayDate(today());
  return (
    <Page
      title="Today"
      lead={lead}
      actions={
        !empty && (
          <>
            <Button
              component={Link}
              to="/import"
              variant="default"
              leftSection={<IconFileImport size={16} aria-hidden />}
            >
              Import sales
            </Button>
            <ForecastAllButton />
          </>
        )
      }
    >
      {nothing ? (
        <Problem error={summary.error} onRetry={again} retrying={summary.isFetching} />
      ) : empty ? (
        <FirstRun />
      ) : (
        <>
          <Loaded query={recommendations} skeleton={<Lines rows={2} height={64} />}>
            {(data) => <Exceptions {...data} />}
          </Loaded>
          <Panel
            title="Do first"
            hint="The products that cost most sales if nothing is ordered."
            actions={
              <Button component={Link} to="/orders" variant="subtle" size="xs">
                All orders
              </Button>
            }
            flush
          >
            <Loaded query={recommendations} skeleton={<Panelled />}>
              {(data) => <WorstFirst items={data.items} />}
            </Loaded>
          </Panel>
          <div className="cols-2">
            <Quality />
            <Loaded query={summary} skeleton={<Lines rows={4} />}>
              {(data) => <SalesMonths summary={data} />}
            </Loaded>
          </div>
          <Loaded query={summary} skeleton={<Lines rows={3} />}>
            {(data) => <StaleData summary={data} />}
          </Loaded>
        </>
      )}
    </Page>
  );
}

function Panelled() {
  return (
    <div style={{ padding: '0 18px 18px' }}>
      <Lines rows={5} />
    </div>
  );
}

import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { todayQuery } from '@/api/reports';
import { summaryQuery } from '@/api/sales';
import { weekdayDate } from '@/lib/format';
import { today } from '@/lib/dates';
import { Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { Lines, Loaded, Problem } from '@/ui/States';
import { ForecastAllButton } from '@/pages/products/ForecastAllButton';
import { Exceptions } from './Exceptions';
import { Expedite } from './Expedite';
import { FirstRun } from './FirstRun';
import { Quality } from './Quality';
import { SalesMonths } from './SalesMonths';
import { StaleData } from './StaleData';
import { WorstFirst } from './WorstFirst';

/** What needs doing today, worst first; each number leads to its list. */
export function TodayPage() {
  const summary = useQuery(summaryQuery());
  const day = useQuery(todayQuery());
  const empty = summary.data?.products === 0;
  const nothing = summary.isError && !summary.data && day.isError && !day.data;
  const again = () => {
    void summary.refetch();
    void day.refetch();
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
      ) : day.isPending ? (
        <Lines rows={8} height={64} />
      ) : (
        <>
          <Loaded query={day} skeleton={<Lines rows={2} height={64} />}>
            {({ groups }) => (
              <div className="stack">
                <Expedite group={groups.find((group) => group.urgency === 'expedite')} />
                <Exceptions groups={groups} />
              </div>
            )}
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
            <Loaded query={day} skeleton={<Panelled />}>
              {({ groups }) => <WorstFirst groups={groups} />}
            </Loaded>
          </Panel>
          <div className="cols-2">
            <Loaded query={day} skeleton={<Lines rows={4} />}>
              {({ accuracy }) => <Quality accuracy={accuracy} />}
            </Loaded>
            <Loaded query={summary} skeleton={<Lines rows={4} />}>
              {(data) => <SalesMonths summary={data} />}
            </Loaded>
          </div>
          <Loaded query={summary} skeleton={<Lines rows={3} />}>
            {(data) => <StaleData summary={data} attention={day.data?.attention ?? []} />}
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

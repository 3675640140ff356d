import { NativeSelect, Skeleton } from '@mantine/core';
import { IconChartHistogram } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { forecastSummaryQuery, summaryFile } from '@/api/reports';
import type { ForecastSummary } from '@/api/types';
import { ago, amount, percent, plural, signedPercent, units } from '@/lib/format';
import { useParam } from '@/lib/useParam';
import { coverageWords } from '@/lib/words';
import { ForecastAllButton } from '@/pages/products/ForecastAllButton';
import { CategorySelect } from '@/ui/CategorySelect';
import { NO_WORDS, Page } from '@/ui/Page';
import { Panel } from '@/ui/Panel';
import { Stat, Stats } from '@/ui/Stat';
import { Empty, Lines, Loaded } from '@/ui/States';
import { Attention } from './Attention';
import { Downloads } from '@/ui/Downloads';
import { Movers } from './Movers';
import { Replay } from './Replay';

const MonthChart = lazy(() => import('@/charts/MonthChart'));
const CategoryChart = lazy(() => import('@/charts/CategoryChart'));

export function ReportsPage() {
  const [category, setCategory] = useParam('category');
  const [horizon, setHorizon] = useParam('days', '28');
  const filter = { category: category || undefined, horizon_days: Number(horizon) };
  const query = useQuery({ ...forecastSummaryQuery(filter), placeholderData: (before) => before });
  return (
    <Page
      title="Reports"
      lead={query.data?.generated_at ? `Forecasts made ${ago(query.data.generated_at)}` : NO_WORDS}
      actions={<Downloads file={(format) => summaryFile(filter, format)} />}
    >
      <div className="row">
        <CategorySelect value={category} onChange={setCategory} />
        <NativeSelect
          aria-label="Days ahead"
          value={horizon}
          onChange={(event) => setHorizon(event.currentTarget.value)}
          data={['7', '14', '28', '56', '91'].map((days) => ({ value: days, label: `Next ${days} days` }))}
        />
      </div>
      <Loaded query={query} skeleton={<Lines rows={6} height={60} />}>
        {(summary) =>
          summary.totals.products === 0 ? (
            <Panel>
              <Empty
                icon={<IconChartHistogram size={22} />}
                title="No forecasts to report on yet"
                actions={<ForecastAllButton category={category || undefined} />}
              >
                The report sums up the latest forecast of every product.
              </Empty>
            </Panel>
          ) : (
            <Summary summary={summary} />
          )
        }
      </Loaded>
      {!query.isPending && (
        <Replay scope={category ? { category } : {}} what={category || 'the whole shop'} />
      )}
    </Page>
  );
}

function Summary({ summary }: { summary: ForecastSummary }) {
  const { totals, accuracy } = summary;
  const chart = <Skeleton height={280} />;
  return (
    <>
      <Stats label="Totals">
        <Stat
          label="Expected demand"
          value={units(totals.predicted_demand)}
          note={`units in ${summary.horizon_days} days${
            totals.previous_demand == null
              ? ''
              : `; ${units(totals.previous_demand)} sold in the ${summary.horizon_days} before`
          }`}
          how={`Between ${units(totals.lower)} and ${units(totals.upper)} if every product erred to the same side at once: the sum of the ${percent(totals.level)} bands, wider than the truth.`}
        />
        <Stat label="Expected revenue" value={amount(totals.predicted_revenue)} note="at today’s prices" />
        <Stat
          label="Products forecast"
          value={units(totals.products)}
          note={
            totals.products_without_forecast > 0
              ? `${units(totals.products_without_forecast)} without a forecast`
              : 'all of them'
          }
        />
        <Stat
          label="Accuracy"
          value={percent(accuracy.wape == null ? null : Math.max(0, 1 - accuracy.wape))}
          note="of units, day by day, on past weeks"
          how={coverageWords(accuracy.coverage)}
        />
        <Stat
          label="Against last week"
          value={signedPercent(accuracy.skill_vs_naive)}
          note="smaller misses than repeating it"
        />
      </Stats>
      <div className="cols-2">
        <Panel
          title="Demand by month"
          hint={`Units expected in the next ${summary.horizon_days} days, by month.`}
        >
          <Suspense fallback={chart}>
            <MonthChart months={summary.by_month} />
          </Suspense>
        </Panel>
        <Panel title="Demand by category" hint={plural(summary.by_category.length, 'category', 'categories')}>
          <Suspense fallback={chart}>
            <CategoryChart categories={summary.by_category} days={summary.horizon_days} />
          </Suspense>
        </Panel>
      </div>
      <div className="cols-2">
        <Movers title="Rising most" rows={summary.risers} days={summary.horizon_days} />
        <Movers title="Falling most" rows={summary.fallers} days={summary.horizon_days} />
      </div>
      <Attention rows={summary.attention} total={summary.attention_total} />
    </>
  );
}

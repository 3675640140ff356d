import { Skeleton } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { accuracyQuery } from '@/api/forecasts';
import { ApiProblem } from '@/api/problem';
import type { Accuracy, Product } from '@/api/types';
import { plural } from '@/lib/format';
import { Panel } from '@/ui/Panel';
import { Empty, Lines, Loaded } from '@/ui/States';
import { Measures } from './Measures';
import { ValueAdded } from './ValueAdded';

const AccuracyChart = lazy(() => import('@/charts/AccuracyChart'));

/** How far to trust the forecasts of this product, and how that was found out. */
export function AccuracyTab({ product }: { product: Product }) {
  const query = useQuery(accuracyQuery(product.product_id));
  if (query.error instanceof ApiProblem && query.error.status === 404) return <Untested />;
  return (
    <Loaded query={query} skeleton={<Lines rows={6} height={40} />}>
      {(accuracy) => <Tested accuracy={accuracy} product={product} />}
    </Loaded>
  );
}

function Tested({ accuracy, product }: { accuracy: Accuracy; product: Product }) {
  const { backtest, live, history } = accuracy;
  if (!backtest && !live && history.length === 0) return <Untested />;
  return (
    <div className="stack">
      <p>
        <strong>{accuracy.verdict}</strong>
      </p>
      {backtest && (
        <Panel
          title="Tested on the past"
          hint={`${plural(backtest.folds, 'time')}, the engine went back in time, forecast the next ${plural(backtest.horizon_days, 'day')} from what was known then, and was compared with what was sold.`}
        >
          <Measures scores={backtest} />
        </Panel>
      )}
      {history.length > 0 && (
        <Panel title="Forecast and sold, day by day" hint="A good 80% band leaves about 1 day in 5 outside.">
          <Suspense fallback={<Skeleton height={300} />}>
            <AccuracyChart history={history} name={product.name} />
          </Suspense>
        </Panel>
      )}
      <Panel
        title="Live record"
        hint={
          live
            ? `${plural(live.runs_scored, 'past forecast')} of this product, scored on days that have since been sold.`
            : 'No forecast of this product has had its days sold yet. Import newer sales to score it.'
        }
      >
        {live ? (
          <div className="stack">
            <Measures scores={live} />
            <ValueAdded scores={live.value_added} />
          </div>
        ) : (
          <p className="dim small">Nothing to score yet.</p>
        )}
      </Panel>
    </div>
  );
}

function Untested() {
  return (
    <Panel>
      <Empty icon={<IconTarget size={22} />} title="Not tested yet">
        Make a forecast first. Its method is then tested on this product’s own past, if there is enough of it.
      </Empty>
    </Panel>
  );
}

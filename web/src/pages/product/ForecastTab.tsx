import { Button, SegmentedControl, Skeleton, Switch } from '@mantine/core';
import { IconTrendingUp } from '@tabler/icons-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { salesQuery, summaryQuery } from '@/api/sales';
import type { Forecast, Product, Recommendation } from '@/api/types';
import { addDays, today } from '@/lib/dates';
import { later } from '@/ui/later';
import { Panel } from '@/ui/Panel';
import { Empty, Loaded } from '@/ui/States';
import { WhenNear } from '@/ui/WhenNear';
import { Explanation } from './Explanation';
import { InWords } from './InWords';
import { OnTheCalendar } from './OnTheCalendar';
import { Overrides } from './Overrides';

const ForecastForm = later(() => import('./ForecastForm').then((file) => file.ForecastForm));
const FanChart = lazy(() => import('@/charts/FanChart'));
const StockChart = lazy(() => import('@/charts/StockChart'));

const RANGES = [
  { value: '60', label: '2 months' },
  { value: '180', label: '6 months' },
  { value: '730', label: '2 years' },
];

interface ForecastTabProps {
  product: Product;
  forecast: UseQueryResult<Forecast | null>;
  recommendation: Recommendation | undefined;
}

export function ForecastTab({ product, forecast, recommendation }: ForecastTabProps) {
  const [range, setRange] = useState('60');
  const [stock, setStock] = useState(false);
  const [asking, setAsking] = useState(false);
  // Without a forecast, the shop's last day of sales is where the history ends.
  const summary = useQuery({ ...summaryQuery(), enabled: forecast.data === null });
  const known = forecast.data !== undefined && !(forecast.data === null && summary.isPending);
  const end = forecast.data?.history.last_date ?? summary.data?.last_date ?? today();
  const sales = useQuery({
    ...salesQuery(product.product_id, { from: addDays(end, -Number(range)) }),
    placeholderData: (before) => before,
    enabled: known || forecast.isError,
  });
  const chart = <Skeleton height={400} radius="md" />;

  return (
    <div className="stack">
      <Panel
        title="Demand"
        hint="What sold each day, and what is expected to."
        actions={
          <>
            <SegmentedControl
              size="xs"
              data={RANGES}
              value={range}
              onChange={setRange}
              aria-label="History shown"
            />
            <Button
              size="xs"
              leftSection={<IconTrendingUp size={15} aria-hidden />}
              onClick={() => setAsking(true)}
            >
              {forecast.data ? 'Forecast again' : 'Forecast'}
            </Button>
          </>
        }
      >
        <Loaded query={sales} skeleton={chart}>
          {(rows) =>
            rows.length === 0 && !forecast.data ? (
              <Empty
                icon={<IconTrendingUp size={22} />}
                title="No sales to forecast from yet"
                actions={
                  <Button component={Link} to="/import" variant="default">
                    Import sales
                  </Button>
                }
              >
                A product without sales can still borrow a forecast: from the product it replaces, or from its
                category.
              </Empty>
            ) : (
              <Loaded query={forecast} skeleton={chart}>
                {(made) => (
                  <Suspense fallback={chart}>
                    <div className="stack">
                      <FanChart sales={rows} forecast={made} name={product.name} />
                      {made && product.on_hand != null && (
                        <Switch
                          label="Show stock against the reorder point"
                          checked={stock}
                          onChange={(event) => setStock(event.currentTarget.checked)}
                        />
                      )}
                      {made && stock && (
                        <Suspense fallback={<Skeleton height={250} radius="md" />}>
                          <StockChart product={product} forecast={made} recommendation={recommendation} />
                        </Suspense>
                      )}
                    </div>
                  </Suspense>
                )}
              </Loaded>
            )
          }
        </Loaded>
      </Panel>
      {forecast.data && (
        <>
          <InWords forecast={forecast.data} product={product} />
          <Explanation forecast={forecast.data} />
          <WhenNear>
            <OnTheCalendar forecast={forecast.data} />
          </WhenNear>
          <WhenNear>
            <Overrides product={product} />
          </WhenNear>
        </>
      )}
      <ForecastForm
        product={product}
        current={forecast.data}
        opened={asking}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}

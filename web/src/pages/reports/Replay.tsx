import { Button, Skeleton } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { replayQuery } from '@/api/reports';
import type { Replay as ReplayData } from '@/api/types';
import { count, date, amount, percent, units } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { ServiceLevels } from './ServiceLevels';
import { Panel } from '@/ui/Panel';
import { Lines, Loaded } from '@/ui/States';

const ReplayChart = lazy(() => import('@/charts/ReplayChart'));

interface ReplayProps {
  scope: { product_id?: string; category?: string };
  what: string;
}

/** Would it have paid off? The order policy walked through the shop's own past, on request. */
export function Replay({ scope, what }: ReplayProps) {
  const [wanted, setWanted] = useState(false);
  const query = useQuery({ ...replayQuery(scope), enabled: wanted });
  return (
    <Panel
      title="What these orders would have done in the past"
      hint={`Walks through the sales history of ${what} week by week, ordering only on what was known then, beside a plain minimum and maximum.`}
      actions={
        !wanted && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconHistory size={15} aria-hidden />}
            onClick={() => setWanted(true)}
          >
            Replay the past
          </Button>
        )
      }
    >
      {wanted ? (
        <Loaded query={query} skeleton={<Lines rows={5} />}>
          {(replay) => <Outcome replay={replay} />}
        </Loaded>
      ) : (
        <p className="small dim">Takes a few seconds.</p>
      )}
    </Panel>
  );
}

type Result = ReplayData['recommended'];

interface Measure {
  name: string;
  text: (result: Result) => string;
  better: 'less' | 'more' | null;
  value: (result: Result) => number | null | undefined;
}

const MEASURES: Measure[] = [
  {
    name: 'Days out of stock',
    text: (r) => count(r.stockout_days),
    better: 'less',
    value: (r) => r.stockout_days,
  },
  { name: 'Units short', text: (r) => units(r.units_short), better: 'less', value: (r) => r.units_short },
  {
    name: 'Demand served at once',
    text: (r) => percent(r.fill_rate, 1),
    better: 'more',
    value: (r) => r.fill_rate,
  },
  {
    name: 'Average stock, units',
    text: (r) => units(r.average_stock_units),
    better: 'less',
    value: (r) => r.average_stock_units,
  },
  {
    name: 'Average stock, at cost',
    text: (r) => amount(r.average_stock_value),
    better: 'less',
    value: (r) => r.average_stock_value,
  },
  { name: 'Orders placed', text: (r) => count(r.orders), better: null, value: (r) => r.orders },
];

function Outcome({ replay }: { replay: ReplayData }) {
  const columns: Column<Measure>[] = [
    {
      key: 'name',
      header: `${date(replay.first_date)} to ${date(replay.last_date)}`,
      lead: true,
      cell: (m) => m.name,
    },
    {
      key: 'ours',
      header: 'Recommended orders',
      align: 'right',
      cell: (m) => (
        <>
          {wins(m, replay) && <span className="small dim">better </span>}
          <strong>{m.text(replay.recommended)}</strong>
        </>
      ),
    },
    { key: 'plain', header: 'Plain minimum and maximum', align: 'right', cell: (m) => m.text(replay.minmax) },
  ];
  return (
    <div className="stack">
      <DataTable
        caption="Recommended orders against a plain minimum and maximum"
        columns={columns}
        rows={MEASURES}
        rowKey={(m) => m.name}
      />
      {replay.series.length > 0 && (
        <Suspense fallback={<Skeleton height={240} />}>
          <ReplayChart series={replay.series} />
        </Suspense>
      )}
      <ServiceLevels points={replay.service_curve} />
      {replay.assumptions.length > 0 && (
        <div className="small dim">Assumed: {replay.assumptions.join(' ')}</div>
      )}
    </div>
  );
}

function wins(measure: Measure, { recommended, minmax }: ReplayData): boolean {
  const ours = measure.value(recommended);
  const plain = measure.value(minmax);
  if (ours == null || plain == null || measure.better === null || ours === plain) return false;
  return measure.better === 'less' ? ours < plain : ours > plain;
}

import { useQuery } from '@tanstack/react-query';
import { entryEffectQuery } from '@/api/calendar';
import type { EntryEffect } from '@/api/types';
import { date, units } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { Lines, Problem } from '@/ui/States';
import classes from './Calendar.module.css';
import { changeWords, effectWords } from './words';

type Scored = EntryEffect['scored'][number];

const COLUMNS: Column<Scored>[] = [
  {
    key: 'days',
    header: 'Occasion',
    lead: true,
    cell: (row) => (row.start === row.end ? date(row.start) : `${date(row.start)} to ${date(row.end)}`),
  },
  { key: 'expected', header: 'Expected', cell: (row) => changeWords(row.expected_change_pct) },
  { key: 'actual', header: 'Sold', cell: (row) => changeWords(row.actual_change_pct) },
  {
    key: 'errors',
    header: 'Off by, without and with it',
    align: 'right',
    cell: (row) => `${units(row.error_without)} → ${units(row.error_with)} units`,
  },
];

/** What earlier entries of the same name did to demand, each tested by what the others teach. */
export function Effect({ id }: { id: string }) {
  const effect = useQuery(entryEffectQuery(id));
  if (effect.isError) return <Problem error={effect.error} onRetry={() => void effect.refetch()} />;
  if (!effect.data) return <Lines rows={2} />;
  const { scored } = effect.data;
  const [known, use] = effectWords(effect.data);
  return (
    <section className={classes.effect} aria-label="What it does to demand">
      <p>{known}</p>
      <p className="dim small">{use}</p>
      {scored.length > 0 && (
        <details className={classes.scored}>
          <summary>How that was tested, occasion by occasion</summary>
          <DataTable
            caption="Earlier occasions, forecast by what the others teach"
            columns={COLUMNS}
            rows={scored}
            rowKey={(row) => row.start + row.end}
          />
        </details>
      )}
    </section>
  );
}

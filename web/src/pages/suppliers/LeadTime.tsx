import type { Supplier } from '@/api/types';
import { date, decimal, plural, units } from '@/lib/format';
import { Panel } from '@/ui/Panel';
import { Stat, Stats } from '@/ui/Stat';

/** From how many receipts on a supplier's deliveries are measured. */
const ENOUGH = 5;

function delayWords(days: number | null): string {
  if (days === null) return 'not known';
  if (Math.abs(days) < 0.05) return 'on the day';
  return `${decimal(Math.abs(days), 1)} days ${days > 0 ? 'late' : 'early'}`;
}

/** How long deliveries took, with what that rests on. */
export function LeadTime({ supplier }: { supplier: Supplier }) {
  const learned = supplier.learned_lead_time;
  if (learned === null) {
    return (
      <Panel title="How long it takes to deliver">
        <p className="small">
          Nothing has been measured yet. {agreed(supplier)} From {ENOUGH} receipts on, the days that
          deliveries took count instead.
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title="How long it takes to deliver"
      hint={`Measured: ${plural(learned.receipts, 'receipt')} since ${date(learned.since)}, weighted by the units that came.`}
    >
      <div className="stack-s">
        {supplier.lateness && (
          <p>
            <strong>{supplier.lateness}</strong>
          </p>
        )}
        <Stats label="Measured lead time">
          <Stat
            label="On average"
            value={decimal(learned.mean_days, 1)}
            note={`days, give or take ${decimal(learned.std_days, 1)}`}
          />
          <Stat label="Half of the units" value={units(learned.p50)} note="days or fewer" />
          <Stat
            label="9 units in 10"
            value={units(learned.p90)}
            note="days or fewer"
            how="Orders hold enough for such late deliveries too: they are worked out with the days that deliveries really took."
          />
          {supplier.lateness === null && (
            <Stat
              label="Against the promised day"
              value={delayWords(learned.average_delay_days)}
              note="on average"
            />
          )}
        </Stats>
        <p className="small dim">
          {learned.counts
            ? `Orders are worked out with these days, not with ${supplier.lead_time_days === null ? 'typed ones' : `the ${plural(supplier.lead_time_days, 'day')} agreed`}.`
            : `${agreed(supplier)} From ${ENOUGH} receipts on, the measured days count instead.`}
        </p>
      </div>
    </Panel>
  );
}

const agreed = ({ lead_time_days: days }: Supplier): string =>
  days === null
    ? 'Orders are worked out with the days typed with each product.'
    : `Orders are worked out with the ${plural(days, 'day')} agreed, or with what a product says.`;

import { Link } from 'react-router';
import type { TodayReport } from '@/api/types';
import { percent, plural, signedPercent } from '@/lib/format';
import { coverageWords, skillWords } from '@/lib/words';
import { Panel } from '@/ui/Panel';
import { Stat, Stats } from '@/ui/Stat';

/** How good the forecasts have been, and how that is known. */
export function Quality({ accuracy }: { accuracy: TodayReport['accuracy'] }) {
  return (
    <Panel
      title="How good the forecasts are"
      hint="Checked by forecasting past weeks from what was known then, and comparing with what was sold."
    >
      <Numbers accuracy={accuracy} />
    </Panel>
  );
}

function Numbers({ accuracy }: { accuracy: TodayReport['accuracy'] }) {
  const { wape, coverage } = accuracy;
  return (
    <div className="stack-s">
      <Stats label="Forecast quality">
        <Stat
          label="Accuracy"
          value={percent(wape == null ? null : Math.max(0, 1 - wape))}
          note="of units, day by day"
          how="100% minus the sum of every day’s miss, divided by the sum of what was sold. Single days are hard to hit; totals over a lead time, which set the orders, are hit much better."
        />
        <Stat
          label={coverage ? `Inside the ${percent(coverage.level)} band` : 'Inside the band'}
          value={percent(coverage?.actual)}
          note={coverage ? `${percent(coverage.expected)} promised` : 'not checked yet'}
          how="The share of past days whose sales fell inside the band drawn around the forecast. It should be close to the number the band promises."
        />
        <Stat
          label="Against last week"
          value={signedPercent(accuracy.skill_vs_naive)}
          note="smaller misses than repeating it"
          how="How much smaller the misses are than those of the simplest forecast: the same weekday’s sales a week earlier, again."
        />
      </Stats>
      <p className="small dim">
        {coverageWords(coverage)} {skillWords(accuracy.skill_vs_naive)} Over{' '}
        <Link to="/reports">{plural(accuracy.products, 'product')}</Link>.
      </p>
    </div>
  );
}

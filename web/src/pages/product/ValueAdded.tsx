import type { Accuracy } from '@/api/types';
import { signedPercent } from '@/lib/format';
import { Stat, Stats } from '@/ui/Stat';

type Scores = NonNullable<NonNullable<Accuracy['live']>['value_added']>;

/** What each step of forecasting was worth on days since sold. */
export function ValueAdded({ scores }: { scores: Scores }) {
  return (
    <div className="stack-s">
      <h3 className="small">What each step was worth, in points of WAPE saved on the step before</h3>
      <Stats label="Value added by each step">
        <Stat label="Repeating last week" value={signedPercent(scores.naive, 1)} note="the yardstick" />
        <Stat label="Statistics" value={signedPercent(scores.statistical, 1)} note="above 0 helps" />
        <Stat label="Claude’s adjustments" value={signedPercent(scores.bedrock, 1)} note="above 0 helps" />
        <Stat label="Your corrections" value={signedPercent(scores.override, 1)} note="above 0 helps" />
      </Stats>
    </div>
  );
}

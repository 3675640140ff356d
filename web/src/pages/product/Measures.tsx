import type { Accuracy } from '@/api/types';
import { decimal, percent, signedPercent, units } from '@/lib/format';
import { coverageWords, skillWords } from '@/lib/words';
import { Stat, Stats } from '@/ui/Stat';

type Scores = Pick<
  NonNullable<Accuracy['backtest']>,
  'wape' | 'mase' | 'rmsse' | 'bias' | 'weighted_quantile_loss' | 'coverage' | 'naive' | 'skill_vs_naive'
>;

/** The field's measures of a forecast, each with what it means. */
export function Measures({ scores }: { scores: Scores }) {
  const { coverage, naive } = scores;
  const beside = (value: number | null | undefined, text: (value: number) => string) =>
    value == null ? undefined : `repeating last week: ${text(value)}`;
  return (
    <div className="stack-s">
      <Stats label="Measures">
        <Stat
          label="Misses (WAPE)"
          value={percent(scores.wape)}
          note={beside(naive.wape, percent)}
          how="Every day’s miss added up, as a share of everything sold. Lower is better; day-by-day misses of 50% and more are normal for slow sellers."
        />
        <Stat
          label={coverage ? `Days inside the ${percent(coverage.level)} band` : 'Days inside the band'}
          value={percent(coverage?.actual)}
          note={
            coverage
              ? `${percent(coverage.expected)} promised, ${units(coverage.points)} days checked`
              : undefined
          }
          how="Calibration: how often what was sold fell inside the band. It should be what the band promises, neither less nor much more."
        />
        <Stat
          label="Bias"
          value={signedPercent(scores.bias, 1)}
          note="above 0: forecasts too high"
          how="What was forecast in all, less what was sold in all, as a share of what was sold. Near zero is right: stock follows it."
        />
        <Stat
          label="Skill"
          value={signedPercent(scores.skill_vs_naive)}
          note="against repeating last week"
          how="How much smaller the misses are than those of repeating the same weekday of the week before."
        />
        <Stat
          label="MASE"
          value={decimal(scores.mase)}
          note="average miss, scaled"
          how="Mean absolute scaled error: the average miss, divided by the average change from one day to the next in the history (Hyndman and Koehler, 2006). It compares products of different sizes; below 1 the forecast misses by less than sales jump about."
        />
        <Stat
          label="RMSSE"
          value={decimal(scores.rmsse)}
          note="punishes large misses more"
          how="Root mean squared scaled error, the measure of the M5 competition."
        />
        <Stat
          label="Quantile loss"
          value={decimal(scores.weighted_quantile_loss)}
          note={beside(naive.weighted_quantile_loss, decimal) ?? 'lower is better'}
          how="How good the whole band is, not only its middle, as a share of what was sold."
        />
      </Stats>
      <p className="small dim">
        {coverageWords(coverage)} {skillWords(scores.skill_vs_naive)}
      </p>
    </div>
  );
}

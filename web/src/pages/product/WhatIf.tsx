import type { Forecast } from '@/api/types';
import { plural, units } from '@/lib/format';
import { between } from '@/lib/words';
import { changeWords } from '@/pages/calendar/words';
import classes from './Product.module.css';

interface WhatIfProps {
  answer: Forecast;
  current: Forecast | null | undefined;
}

/** The answer to a question, beside the forecast as it stands. */
export function WhatIf({ answer, current }: WhatIfProps) {
  const { total, horizon_days: days, explanation } = answer;
  const { lower, upper, level } = total.confidence_interval;
  const before = current?.horizon_days === days ? current.total.predicted_demand : 0;
  const pct = before > 0 ? Math.round((total.predicted_demand / before - 1) * 1000) / 10 : null;
  return (
    <div className={classes.say} role="status">
      <p>
        <strong>
          So about {units(total.predicted_demand)} units would sell in {plural(days, 'day')}:{' '}
          {between(lower, upper, level)}.
        </strong>
      </p>
      <p>
        {pct !== null && `The forecast as it stands says ${units(before)}: that is ${changeWords(pct)}. `}
        Nothing of this was kept.
      </p>
      {explanation.adjustments
        .filter(({ applied }) => !applied)
        .map((one) => (
          <p key={one.start + one.reason} className="small">
            {one.reason} changes nothing: {one.not_applied_because ?? 'it is shown only'}.
          </p>
        ))}
      {explanation.warnings.map((warning) => (
        <p key={warning} className="small">
          {warning}
        </p>
      ))}
    </div>
  );
}

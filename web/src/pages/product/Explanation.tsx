import type { Forecast } from '@/api/types';
import { count, date, decimal, instant, plural, shortDate, signedPercent } from '@/lib/format';
import { Panel } from '@/ui/Panel';
import { Tag } from '@/ui/UrgencyBadge';
import classes from './Product.module.css';

const ENGINE = { bedrock: 'Claude on Amazon Bedrock, on top of statistics', statistical: 'Statistics' };
const SOURCE = { bedrock: 'Claude', event: 'your event', override: 'your correction' };

/** Why the forecast says what it says, each claim with the numbers it rests on. */
export function Explanation({ forecast }: { forecast: Forecast }) {
  const { explanation } = forecast;
  return (
    <Panel title="Why" hint="Every statement names the numbers it rests on.">
      <div className="stack">
        {forecast.degraded && (
          <p className={classes.notice}>
            Made by statistics alone{forecast.degraded_reason ? `: ${forecast.degraded_reason}` : '.'}
          </p>
        )}
        <p>{explanation.summary}</p>
        {explanation.drivers.length > 0 && (
          <ul className={classes.drivers}>
            {explanation.drivers.map((driver) => (
              <li key={driver.text}>
                {driver.text}
                <div className={classes.evidence}>
                  {driver.evidence.map((one) => (
                    <span key={one.name} className={classes.chip}>
                      {evidenceName(one.name)} <strong>{decimal(one.value)}</strong>
                    </span>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        )}
        {explanation.adjustments.length > 0 && (
          <div className="stack-s">
            <h3 className="small">Adjustments</h3>
            <ul className={classes.drivers}>
              {explanation.adjustments.map((one) => (
                <li key={`${one.start}${one.source}${one.reason}`} className="row small">
                  <Tag tone="over">{signedPercent(one.factor - 1)}</Tag>
                  <span>
                    {shortDate(one.start)} to {shortDate(one.end)}: {one.reason}{' '}
                    <span className="dim">
                      ({SOURCE[one.source]}
                      {!one.applied && `; shown only: ${one.not_applied_because ?? 'not applied'}`})
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {explanation.warnings.map((warning) => (
          <p key={warning} className={classes.notice}>
            {warning}
          </p>
        ))}
        <details className={classes.fold}>
          <summary>How it was made</summary>
          <Receipt forecast={forecast} />
        </details>
      </div>
    </Panel>
  );
}

function Receipt({ forecast }: { forecast: Forecast }) {
  const { history, receipt } = forecast;
  const rows: [string, string][] = [
    ['Made', instant(forecast.generated_at)],
    ['By', ENGINE[forecast.engine] + (forecast.model_id ? ` (${forecast.model_id})` : '')],
    ['Method', forecast.method],
    [
      'From',
      `${date(history.first_date)} to ${date(history.last_date)}: ${plural(history.days, 'day')}, ${count(history.selling_days)} with sales, ` +
        `${count(history.suspected_stockout_days)} left out as probably out of stock`,
    ],
    ['Run', forecast.run_id],
    ['Input fingerprint', receipt.input_hash],
    ['Code version', receipt.code_version],
  ];
  if (receipt.input_tokens > 0) {
    rows.push(['Tokens', `${count(receipt.input_tokens)} read, ${count(receipt.output_tokens)} written`]);
  }
  return (
    <dl className={classes.receipt}>
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `weekday_profile.sat` -> "weekday profile, sat". */
export const evidenceName = (name: string): string => name.replaceAll('_', ' ').replaceAll('.', ', ');

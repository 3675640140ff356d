import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { SalesSummary, TodayReport } from '@/api/types';
import { plural } from '@/lib/format';
import { How } from '@/ui/How';
import { Panel } from '@/ui/Panel';
import { ProductCell } from '@/ui/ProductCell';
import classes from './StaleData.module.css';

const SHOWN = 8;

interface StaleDataProps {
  summary: SalesSummary;
  /** Names some of the products whose ids alone the summary has. */
  attention: TodayReport['attention'];
}

/** Where the data itself may mislead a forecast. */
export function StaleData({ summary, attention }: StaleDataProps) {
  const names = new Map(attention.map((one) => [one.product_id, one.name]));
  const { gaps, suspected_stockouts, stale_products, stale_total } = summary.data_quality;
  return (
    <Panel
      title="Data to look at"
      hint={
        <>
          {plural(gaps, 'day')} without a record between first and last{' '}
          <span className={classes.whole}>
            sale
            <How about="Days without a record">
              Product-days that no upload mentioned. They are read as days on which nothing was sold, if the
              shop was open.
            </How>
          </span>
          {' · '}
          {plural(suspected_stockouts, 'time')} a shelf looks to have been{' '}
          <span className={classes.whole}>
            empty
            <How about="Times a shelf looks to have been empty">
              Runs of days without a sale, too long to be chance for a product that sells almost every day.
              Forecasts leave these days out, so that an empty shelf is not taken for missing demand.
            </How>
          </span>
        </>
      }
      actions={
        <Button component={Link} to="/import" variant="subtle" size="xs">
          Import newer sales
        </Button>
      }
    >
      {stale_products.length === 0 ? (
        <p className="small dim">Every product’s sales reach to the end of the data.</p>
      ) : (
        <>
          <p className="small">
            {plural(stale_total, 'active product')} had no record in the latest four weeks: sold out, no
            longer sold, or missing from the last upload?
          </p>
          <ul className={classes.stale}>
            {stale_products.slice(0, SHOWN).map((id) => (
              <li key={id}>
                <ProductCell id={id} name={names.get(id) ?? id} tab="sales" />
              </li>
            ))}
          </ul>
          {stale_total > SHOWN && (
            <p className="small dim">
              These are the first {SHOWN}, by id. A product’s Sales tab says when it sold last.
            </p>
          )}
        </>
      )}
    </Panel>
  );
}

import { Button } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Product, Recommendation } from '@/api/types';
import { date, amount, percent, units } from '@/lib/format';
import { supplyWords, timesIn } from '@/lib/words';
import { Arrivals } from '@/ui/Arrivals';
import { Panel } from '@/ui/Panel';
import { Stat, Stats } from '@/ui/Stat';
import { Empty, Lines, Problem } from '@/ui/States';
import { Waterfall } from '@/ui/Waterfall';
import { Replay } from '@/pages/reports/Replay';

interface OrderTabProps {
  product: Product;
  /** The product’s recommendation. */
  query: UseQueryResult<Recommendation | null>;
  onEdit: () => void;
}

/** From the forecast to an order, step by step. */
export function OrderTab({ product, query, onEdit }: OrderTabProps) {
  const recommendation = query.data;
  if (!recommendation) {
    if (query.isPending) return <Lines rows={6} height={36} />;
    if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
    return (
      <Panel>
        <Empty icon={<IconClipboardList size={22} />} title="No recommendation for this product">
          {product.status === 'discontinued'
            ? 'It is discontinued, so it is not reordered.'
            : 'Make a forecast first; the order follows from it.'}
        </Empty>
      </Panel>
    );
  }
  const level = timesIn(product.service_level);
  return (
    <div className="stack">
      <div className="cols-2">
        <Panel title="How the quantity comes about" hint={recommendation.reason}>
          {recommendation.waterfall.length > 0 ? (
            <Waterfall lines={recommendation.waterfall} />
          ) : (
            <p className="dim small">There is nothing to add up yet.</p>
          )}
          <Arrivals lines={recommendation.inbound} />
        </Panel>
        <Panel
          title="Levels"
          hint={supplyWords(recommendation)}
          actions={
            <Button variant="subtle" size="xs" onClick={onEdit}>
              Change
            </Button>
          }
        >
          <Stats label="Stock levels">
            <Stat
              label="Reorder point"
              value={units(recommendation.reorder_point)}
              note="units on hand and on order"
              how={`Order when stock falls to it: enough for the lead time ${level} (service level ${percent(product.service_level, 1)}).`}
            />
            <Stat
              label="Order up to"
              value={units(recommendation.order_up_to)}
              note="units on hand and on order"
              how={`Covers demand until the order after this one arrives, ${level}. It is a quantile of the total over that time, not a sum of daily ones.`}
            />
            <Stat
              label="Safety stock"
              value={units(recommendation.safety_stock)}
              note="units above the average"
              how="What the order-up-to level holds above expected demand over the same time: the price of the service level."
            />
            <Stat
              label="Service level"
              value={percent(product.service_level, 1)}
              note="of order cycles without running out"
            />
            <Stat
              label="Sales at risk"
              value={amount(recommendation.value_at_risk)}
              note="before a delivery could arrive"
              how="Units expected to be asked for and not there, at the selling price."
            />
            <Stat
              label="Excess"
              value={units(recommendation.excess_units)}
              note={
                recommendation.excess_value == null
                  ? 'units'
                  : `units, ${amount(recommendation.excess_value)} at cost`
              }
              how="What exceeds the order-up-to level plus one review period’s demand."
            />
          </Stats>
          {recommendation.stockout_date && (
            <p className="small dim" style={{ marginTop: 10 }}>
              At the median forecast stock runs out on {date(recommendation.stockout_date)}.
            </p>
          )}
        </Panel>
      </div>
      <Replay scope={{ product_id: product.product_id }} what={product.name} />
    </div>
  );
}

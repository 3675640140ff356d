import type { ReactNode } from 'react';
import type { Supplier } from '@/api/types';
import { currency, decimal, money, plural } from '@/lib/format';
import { Panel } from '@/ui/Panel';
import classes from './Suppliers.module.css';
import { weekdaysWords } from './words';

/** What was agreed with a supplier, and where orders go. */
export function Terms({ supplier }: { supplier: Supplier }) {
  const { lead_time_days: days, lead_time_std_days: spread, review_period_days: review } = supplier;
  const rows: [string, ReactNode][] = [
    [
      'Delivers in',
      days === null
        ? 'not agreed'
        : `${plural(days, 'day')}${spread ? `, give or take ${decimal(spread, 1)}` : ''}`,
    ],
    ['Takes orders', weekdaysWords(supplier.order_weekdays)],
    ['You order', review === null ? 'as each product says' : `every ${plural(review, 'day')}`],
    [
      'Smallest order',
      supplier.min_order_value > 0 ? money(supplier.min_order_value, supplier.currency ?? undefined) : 'none',
    ],
    ['Prices in', supplier.currency ?? currency()],
    [
      'Mail',
      supplier.email === null ? 'not known' : <a href={`mailto:${supplier.email}`}>{supplier.email}</a>,
    ],
    ['Address', supplier.address ?? 'not known'],
    ...(supplier.note === null ? [] : [['Note', supplier.note] as [string, ReactNode]]),
  ];
  return (
    <Panel title="Terms">
      <dl className={classes.terms}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

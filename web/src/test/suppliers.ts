import type { Supplier } from '@/api/types';
import { addDays, today } from '@/lib/dates';

/** Made-up suppliers: one that is measured and late, one as agreed, one of whom nothing is known. */

const BARE: Omit<Supplier, 'supplier_id' | 'name'> = {
  email: null,
  address: null,
  currency: null,
  lead_time_days: null,
  lead_time_std_days: null,
  review_period_days: null,
  order_weekdays: [],
  min_order_value: 0,
  note: null,
  learned_lead_time: null,
  lateness: null,
  created_at: '2026-01-05T09:00:00Z',
  updated_at: '2026-01-05T09:00:00Z',
  version: 1,
};

export const supplierOf = (id: string, name: string, more: Partial<Supplier> = {}): Supplier => ({
  ...BARE,
  supplier_id: id,
  name,
  ...more,
});

export const shopSuppliers = (): Supplier[] => [
  supplierOf('DRINKS', 'Beverage Wholesale', {
    email: 'orders@beverage.example',
    address: 'Dock 4\n20457 Hamburg',
    lead_time_days: 3,
    lead_time_std_days: 1,
    order_weekdays: ['mon', 'thu'],
    min_order_value: 150,
    learned_lead_time: {
      receipts: 14,
      counts: true,
      mean_days: 4.6,
      std_days: 1.7,
      p50: 4,
      p90: 7,
      since: addDays(today(), -180),
      average_delay_days: 1.6,
    },
    lateness: 'Deliveries came 1.6 days later than promised on average, over 14 receipts.',
  }),
  supplierOf('ROASTER', 'North Roasters', {
    email: 'sales@roasters.example',
    lead_time_days: 7,
    lead_time_std_days: 2,
    min_order_value: 100,
  }),
  supplierOf('SWEETS', 'Sweet Things'),
];

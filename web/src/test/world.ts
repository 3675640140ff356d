import type {
  Entry,
  Forecast,
  ImportMapping,
  Override,
  Product,
  PurchaseOrder,
  SalesRow,
  ShopSettings,
  Supplier,
} from '@/api/types';
import { shopCalendar } from './calendar';
import { forecastOf } from './forecasting';
import { shopOrders } from './purchasing';
import { salesOf, shopProducts } from './shop';
import { shopSuppliers } from './suppliers';

/** What the made-up API knows. Tests start with one of these and look at it afterwards. */
export interface World {
  products: Map<string, Product>;
  sales: Map<string, SalesRow[]>;
  forecasts: Map<string, Forecast>;
  overrides: Override[];
  calendar: Map<string, Entry>;
  suppliers: Map<string, Supplier>;
  orders: Map<string, PurchaseOrder>;
  /** Until when and why products are left out of the order list. */
  snoozed: Map<string, { until: string; reason: string; created_at: string }>;
  settings: ShopSettings;
  mappings: Map<string, ImportMapping>;
  /** What was answered to requests that say that they may be repeats. */
  answered: Map<string, unknown>;
  jobs: Map<string, { asked: number; products: number }>;
  /** Answers of this status to everything, when set; 0 hangs up. */
  failing: number | null;
  key: string;
}

export function fullWorld(): World {
  const products = shopProducts();
  return {
    products: new Map(products.map((one) => [one.product_id, one])),
    sales: new Map(products.map((one) => [one.product_id, salesOf(one)])),
    forecasts: new Map(products.slice(0, -1).map((one) => [one.product_id, forecastOf(one)])),
    overrides: [],
    calendar: new Map(shopCalendar().map((one) => [one.event_id, one])),
    suppliers: new Map(shopSuppliers().map((one) => [one.supplier_id, one])),
    orders: new Map(shopOrders(products).map((one) => [one.purchase_order_id, one])),
    snoozed: new Map(),
    settings: { name: 'Corner Shop', address: 'High Street 1\nBristol', holding_cost: 0.2, version: 1 },
    mappings: new Map(),
    answered: new Map(),
    jobs: new Map(),
    failing: null,
    key: 'demo-key',
  };
}

export const emptyWorld = (): World => ({
  products: new Map(),
  sales: new Map(),
  forecasts: new Map(),
  overrides: [],
  calendar: new Map(),
  suppliers: new Map(),
  orders: new Map(),
  snoozed: new Map(),
  settings: { name: null, address: null, holding_cost: 0.2, version: 1 },
  mappings: new Map(),
  answered: new Map(),
  jobs: new Map(),
  failing: null,
  key: 'demo-key',
});

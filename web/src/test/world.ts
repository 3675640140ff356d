import type { Entry, Forecast, Override, Product, SalesRow, Supplier } from '@/api/types';
import { forecastOf } from './forecasting';
import { shopCalendar } from './calendar';
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
  jobs: new Map(),
  failing: null,
  key: 'demo-key',
});

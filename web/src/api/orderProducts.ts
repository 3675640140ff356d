import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { api, body } from './client';
import { keys } from './keys';
import { productQuery } from './products';
import type { Product, PurchaseOrder } from './types';

const MOST = 500;

/** A supplier's products: the first few hundred by id, in one call. */
export const supplierProductsQuery = (supplier: string) =>
  queryOptions({
    queryKey: keys.productList({ supplier_id: supplier, limit: MOST }),
    queryFn: ({ signal }): Promise<{ items: Product[]; complete: boolean }> =>
      body(
        api().GET('/products', { params: { query: { supplier_id: supplier, limit: MOST } }, signal }),
      ).then(({ items, next_cursor: next }) => ({ items, complete: !next })),
  });

/**
 * The products of an order's lines, by id, and all of its supplier's to add.
 * What is on the order although it is another supplier's is asked for one by one.
 */
export function useOrderProducts(order: PurchaseOrder) {
  const list = useQuery(supplierProductsQuery(order.supplier_id));
  const known = new Map(list.data?.items.map((one) => [one.product_id, one]));
  const others = list.isPending
    ? []
    : [...new Set(order.lines.map((line) => line.product_id))].filter((id) => !known.has(id));
  const found = useQueries({ queries: others.map((id) => ({ ...productQuery(id), retry: false })) });
  for (const { data } of found) if (data) known.set(data.product_id, data);
  return {
    productOf: (id: string): Product | undefined => known.get(id),
    nameOf: (id: string): string => known.get(id)?.name ?? id,
    suppliers: list.data?.items ?? [],
    /** Whether these are all of the supplier's. */
    complete: list.data?.complete ?? true,
  };
}

import { queryOptions, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from './client';
import { keys } from './keys';
import type { Product, PurchaseOrder } from './types';

/** Products that one call names at most. */
const AT_ONCE = 100;

const namedProductsQuery = (ids: string[]) =>
  queryOptions({
    queryKey: keys.productList({ ids }),
    queryFn: ({ signal }): Promise<{ items: Product[]; complete: boolean }> =>
      body(
        api().GET('/products', { params: { query: { product_ids: ids.join(','), limit: AT_ONCE } }, signal }),
      ).then(({ items }) => ({ items, complete: true })),
  });

/** The products of an order's lines, by id: in one call, or one a hundred lines; and those that are added to it here. */
export function useOrderProducts(order: PurchaseOrder) {
  const [added, setAdded] = useState<Product[]>([]);
  const ids = [...new Set(order.lines.map((line) => line.product_id))].sort();
  const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) =>
    ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
  const lists = useQueries({ queries: parts.map(namedProductsQuery) });
  const found = [...added, ...lists.flatMap((list) => list.data?.items ?? [])];
  const known = new Map(found.map((one) => [one.product_id, one]));
  return {
    productOf: (id: string): Product | undefined => known.get(id),
    nameOf: (id: string): string => known.get(id)?.name ?? id,
    add: (product: Product) => setAdded((now) => [...now, product]),
  };
}

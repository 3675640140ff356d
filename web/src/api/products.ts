import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { allPages, api, body, newKey } from './client';
import { keys } from './keys';
import type { Product, ProductPatch, ProductQuery, ProductWrite } from './types';
import { onlyIf, tagged } from './versions';

export interface ProductFilter {
  q?: string | undefined;
  category?: string | undefined;
  status?: ProductQuery['status'];
  supplier_id?: string | undefined;
}

export interface ProductList {
  items: Product[];
  complete: boolean;
}

/** So many products come at a time: with their recommendations, about 2 KB each before it is compressed. */
export const PRODUCT_PAGE = 40;

/** Products as the API filters and pages them, in order of their ids. */
export const productPagesQuery = (filter: ProductFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.productPages, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      body(api().GET('/products', { params: { query: { ...filter, cursor, limit: PRODUCT_PAGE } }, signal })),
    getNextPageParam: ({ next_cursor: cursor }) => cursor ?? undefined,
  });

/** All products that match, for a file of them. */
export function allProducts(filter: ProductFilter): Promise<Product[]> {
  const page = (cursor: string | undefined) =>
    body(api().GET('/products', { params: { query: { ...filter, cursor, limit: 500 } } }));
  return allPages(page);
}

/** A few products that match, to choose from. */
export const productSearchQuery = (q: string, filter: Omit<ProductFilter, 'q'> = {}) =>
  queryOptions({
    queryKey: keys.productSearch(q, filter),
    queryFn: async ({ signal }) => {
      const query = { ...filter, ...(q ? { q } : {}), limit: 20 };
      return (await body(api().GET('/products', { params: { query }, signal }))).items;
    },
  });

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: keys.product(id),
    queryFn: ({ signal }) =>
      tagged(api().GET('/products/{product_id}', { params: { path: { product_id: id } }, signal }), what),
  });

const what = ({ product_id: id }: Product) => `product ${id}`;

type Lists = [readonly unknown[], ProductList | undefined][];

interface Before {
  product: Product | undefined;
  lists: Lists;
}

/** Shows a change at once; `undo` puts everything back as it was. */
async function change(
  client: QueryClient,
  id: string,
  next: (now: Product) => Product | null,
): Promise<Before> {
  await client.cancelQueries({ queryKey: keys.products });
  await client.cancelQueries({ queryKey: keys.product(id) });
  const before: Before = {
    product: client.getQueryData<Product>(keys.product(id)),
    lists: client.getQueriesData<ProductList>({ queryKey: keys.products }),
  };
  if (before.product) {
    const changed = next(before.product);
    if (changed) client.setQueryData(keys.product(id), changed);
  }
  client.setQueriesData<ProductList>(
    { queryKey: keys.products },
    (list) =>
      list && {
        ...list,
        items: list.items.flatMap((item) => (item.product_id === id ? (next(item) ?? []) : [item])),
      },
  );
  return before;
}

function undo(client: QueryClient, id: string, before: Before | undefined): void {
  if (!before) return;
  if (before.product) client.setQueryData(keys.product(id), before.product);
  before.lists.forEach(([key, list]) => client.setQueryData(key, list));
}

function afterWrite(client: QueryClient): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: keys.products }),
    client.invalidateQueries({ queryKey: keys.productPages }),
    client.invalidateQueries({ queryKey: keys.recommendations }),
    client.invalidateQueries({ queryKey: keys.summary }),
    client.invalidateQueries({ queryKey: keys.forecastSummary }),
  ]);
}

export function useCreateProduct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (product: ProductWrite) =>
      tagged(api().POST('/products', { body: product, headers: { 'Idempotency-Key': newKey() } }), what),
    onSuccess: (product) => {
      client.setQueryData(keys.product(product.product_id), product);
      return afterWrite(client);
    },
  });
}

export interface ProductChange {
  /** The version that the change was made from: it is refused when there is a later one. */
  product: Product;
  patch: ProductPatch;
}

export function useUpdateProduct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ product, patch }: ProductChange) =>
      tagged(
        api().PATCH('/products/{product_id}', {
          params: { path: { product_id: product.product_id } },
          headers: onlyIf(what(product), product),
          body: patch,
        }),
        what,
      ),
    onMutate: ({ product, patch }) =>
      change(client, product.product_id, (now) => ({ ...now, ...patch }) as Product),
    onError: (_error, { product }, before) => undo(client, product.product_id, before),
    onSuccess: (product) => {
      client.setQueryData(keys.product(product.product_id), product);
    },
    onSettled: (_data, _error, { product }) =>
      Promise.all([
        afterWrite(client),
        client.invalidateQueries({ queryKey: keys.product(product.product_id) }),
      ]),
  });
}

export function useDeleteProduct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api().DELETE('/products/{product_id}', { params: { path: { product_id: id } } });
    },
    onMutate: (id) => change(client, id, () => null),
    onError: (_error, id, before) => undo(client, id, before),
    onSuccess: (_data, id) => {
      for (const key of [keys.product(id), keys.forecast(id), keys.accuracy(id), keys.sales(id)]) {
        client.removeQueries({ queryKey: key });
      }
    },
    onSettled: () => afterWrite(client),
  });
}

/** A change that the API did not take, of one product among many. */
export interface Refused {
  id: string;
  why: string;
}

const BATCH = 500;

/** Changes the same fields of many products; each by itself, so that one that is refused does not stop the others. */
export function useChangeProducts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ ids, patch }: { ids: string[]; patch: ProductPatch }): Promise<Refused[]> => {
      const refused: Refused[] = [];
      for (let at = 0; at < ids.length; at += BATCH) {
        const items = ids.slice(at, at + BATCH).map((id) => ({ ...patch, product_id: id }));
        const answer = await body(api().POST('/products/batch', { body: { items } }));
        answer.items.forEach(({ result, problem }, i) => {
          if (result !== 'failed') return;
          refused.push({ id: items[i]?.product_id ?? '', why: problem?.detail ?? 'It was not changed.' });
        });
      }
      return refused;
    },
    onSettled: (_data, _error, { ids }) =>
      Promise.all([
        afterWrite(client),
        ...ids.map((id) => client.invalidateQueries({ queryKey: keys.product(id) })),
      ]),
  });
}

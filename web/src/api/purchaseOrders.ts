import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { allPages, api, body } from './client';
import { keys } from './keys';
import type {
  DraftRequest,
  Drafted,
  GoodsReceived,
  OrderDocument,
  OrderPatch,
  OrderStatus,
  PurchaseOrder,
  PurchaseOrderQuery,
} from './types';
import { onlyIf, tagged } from './versions';

export type DocumentFormat = 'pdf' | 'csv' | 'xlsx';
export type OrderFilter = Pick<PurchaseOrderQuery, 'supplier_id' | 'product_id'>;

const what = ({ purchase_order_id: id }: PurchaseOrder) => `order ${id}`;

/** All orders of a status that orders leave again: as many as are open, however many there ever were. */
export const openOrdersQuery = (status: OrderStatus, filter: OrderFilter = {}) =>
  queryOptions({
    queryKey: keys.purchaseOrderList({ ...filter, status, all: true }),
    queryFn: ({ signal }): Promise<PurchaseOrder[]> => {
      return allPages((cursor) =>
        body(
          api().GET('/purchase-orders', {
            params: { query: { ...filter, status, cursor, limit: 500 } },
            signal,
          }),
        ),
      );
    },
  });

/** Orders of a status, or all, newest first, page by page. */
export const orderPagesQuery = (status: OrderStatus | undefined, filter: OrderFilter = {}) =>
  infiniteQueryOptions({
    queryKey: keys.purchaseOrderList({ ...filter, status, pages: true }),
    queryFn: ({ pageParam, signal }) =>
      body(
        api().GET('/purchase-orders', {
          params: {
            query: { ...filter, status, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

const orderOf = async (pending: Promise<{ data?: unknown; response: Response }>): Promise<PurchaseOrder> =>
  tagged(pending as Promise<{ data?: PurchaseOrder; response: Response }>, what);

export const purchaseOrderQuery = (id: string) =>
  queryOptions({
    queryKey: keys.purchaseOrder(id),
    queryFn: ({ signal }) =>
      orderOf(
        api().GET('/purchase-orders/{purchase_order_id}', {
          params: { path: { purchase_order_id: id } },
          signal,
        }),
      ),
  });

/** What an order changes: stock, what is on its way, and so what is recommended. */
function afterWrite(client: QueryClient, order?: PurchaseOrder): void {
  if (order) client.setQueryData(keys.purchaseOrder(order.purchase_order_id), order);
  void client.invalidateQueries({ queryKey: [...keys.purchaseOrders, 'list'] });
  void client.invalidateQueries({ queryKey: keys.recommendations });
  void client.invalidateQueries({ queryKey: keys.products });
  void client.invalidateQueries({ queryKey: ['product'] });
}

export interface Drafting {
  request: DraftRequest;
  /** The same for the same drafts, however often they are asked for. */
  key: string;
}

/** Makes a draft for each supplier of what is recommended. */
export function useMakeDrafts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ request, key }: Drafting): Promise<Drafted> => {
      const made = await body(
        api().POST('/purchase-orders', {
          body: { from_recommendations: request },
          headers: { 'Idempotency-Key': key },
        }),
      );
      if (!('left_out' in made)) throw new Error('The API answered one order instead of drafts.');
      return made;
    },
    onSuccess: () => afterWrite(client),
  });
}

const at = (order: PurchaseOrder) => ({
  params: { path: { purchase_order_id: order.purchase_order_id } },
  headers: onlyIf(what(order), order),
});

/** A change of an order, refused when someone else changed it since it was read. */
function useOrderChange<V extends { order: PurchaseOrder }>(change: (values: V) => Promise<PurchaseOrder>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (order) => afterWrite(client, order),
    // Refused, it is not what the page shows: the next try is over what is then seen.
    onError: (_error, { order }) => {
      void client.invalidateQueries({ queryKey: keys.purchaseOrder(order.purchase_order_id), exact: true });
    },
  });
}

export const useChangeOrder = () =>
  useOrderChange(({ order, patch }: { order: PurchaseOrder; patch: OrderPatch }) =>
    orderOf(api().PATCH('/purchase-orders/{purchase_order_id}', { ...at(order), body: patch })),
  );

export const useOrder = () =>
  useOrderChange(({ order, orderedOn }: { order: PurchaseOrder; orderedOn: string }) =>
    orderOf(
      api().POST('/purchase-orders/{purchase_order_id}/order', {
        ...at(order),
        body: { ordered_on: orderedOn },
      }),
    ),
  );

export const useCancelOrder = () =>
  useOrderChange(({ order }: { order: PurchaseOrder }) =>
    orderOf(api().POST('/purchase-orders/{purchase_order_id}/cancel', at(order))),
  );

export interface Receiving {
  order: PurchaseOrder;
  goods: GoodsReceived;
  /** The same for the same delivery, however often it is sent: it is counted once. */
  key: string;
}

/** Two people may unpack one delivery: what is open decides then, not the version that was read. */
export const useReceive = () =>
  useOrderChange(({ order, goods, key }: Receiving) =>
    orderOf(
      api().POST('/purchase-orders/{purchase_order_id}/receive', {
        params: at(order).params,
        headers: { 'Idempotency-Key': key },
        body: goods,
      }),
    ),
  );

/** The document for the supplier: where it can be fetched, and the same as a mail. */
export async function orderDocument(id: string, format: DocumentFormat): Promise<OrderDocument> {
  const answer = await body(
    api().GET('/purchase-orders/{purchase_order_id}', {
      params: { path: { purchase_order_id: id }, query: { format } },
    }),
  );
  if (!('mail' in answer)) throw new Error('The API answered the order instead of its document.');
  return answer;
}

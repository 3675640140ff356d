import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { allPages, api, body, newKey } from './client';
import { keys } from './keys';
import type { NewSupplier, Supplier } from './types';
import { onlyIf, tagged } from './versions';

const named = ({ supplier_id: id }: Supplier) => `supplier ${id}`;

/** All suppliers: a shop has tens of them. */
export const suppliersQuery = () =>
  queryOptions({
    queryKey: keys.suppliers,
    queryFn: async ({ signal }): Promise<Supplier[]> => {
      const items = await allPages((cursor) =>
        body(api().GET('/suppliers', { params: { query: { cursor, limit: 500 } }, signal })),
      );
      return items.sort((a, b) => a.name.localeCompare(b.name));
    },
    staleTime: 5 * 60_000,
  });

export const supplierQuery = (id: string) =>
  queryOptions({
    queryKey: keys.supplier(id),
    queryFn: ({ signal }) =>
      tagged(api().GET('/suppliers/{supplier_id}', { params: { path: { supplier_id: id } }, signal }), named),
  });

export function useCreateSupplier() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (supplier: NewSupplier) =>
      tagged(api().POST('/suppliers', { body: supplier, headers: { 'Idempotency-Key': newKey() } }), named),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.suppliers }),
  });
}

export interface SupplierChange {
  supplier: Supplier;
  write: NewSupplier;
}

export function useUpdateSupplier() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ supplier, write }: SupplierChange) =>
      tagged(
        api().PUT('/suppliers/{supplier_id}', {
          params: { path: { supplier_id: supplier.supplier_id } },
          headers: onlyIf(named(supplier), supplier),
          body: write,
        }),
        named,
      ),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.suppliers });
      // Lead times and days to order are in every quantity.
      void client.invalidateQueries({ queryKey: keys.recommendations });
    },
  });
}

export function useDeleteSupplier() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api().DELETE('/suppliers/{supplier_id}', { params: { path: { supplier_id: id } } });
    },
    onSuccess: (_data, id) => {
      client.removeQueries({ queryKey: keys.supplier(id) });
      void client.invalidateQueries({ queryKey: keys.recommendations });
      return client.invalidateQueries({ queryKey: keys.suppliers });
    },
  });
}

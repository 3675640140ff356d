import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, body, newKey } from './client';
import { keys } from './keys';
import type { NewOverride } from './types';

export const overridesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.overrides(id),
    queryFn: async ({ signal }) => {
      const { items } = await body(
        api().GET('/forecasts/{product_id}/overrides', { params: { path: { product_id: id } }, signal }),
      );
      return items;
    },
  });

/** A correction changes the latest forecast at once, and with it what to order. */
function refresh(client: QueryClient, id: string): Promise<unknown> {
  return Promise.all(
    [keys.overrides(id), keys.forecast(id), keys.recommendations, keys.forecastSummary].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
}

export function useCreateOverride(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (override: NewOverride) =>
      body(
        api().POST('/forecasts/{product_id}/overrides', {
          params: { path: { product_id: id } },
          body: override,
          headers: { 'Idempotency-Key': newKey() },
        }),
      ),
    onSuccess: () => refresh(client, id),
  });
}

export function useDeleteOverride(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (overrideId: string) => {
      await api().DELETE('/forecasts/{product_id}/overrides/{override_id}', {
        params: { path: { product_id: id, override_id: overrideId } },
      });
    },
    onSuccess: () => refresh(client, id),
  });
}

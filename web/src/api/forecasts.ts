import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, newKey } from './client';
import { keys } from './keys';
import { ApiProblem } from './problem';
import type { Forecast, GenerateRequest, JobStart } from './types';

/** The latest forecast, or `null` when there has never been one. */
export const forecastQuery = (id: string) =>
  queryOptions({
    queryKey: keys.forecast(id),
    queryFn: async ({ signal }): Promise<Forecast | null> => {
      try {
        return await body(
          api().GET('/forecasts/{product_id}', { params: { path: { product_id: id } }, signal }),
        );
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });

export const accuracyQuery = (id: string) =>
  queryOptions({
    queryKey: keys.accuracy(id),
    queryFn: ({ signal }) =>
      body(api().GET('/forecasts/{product_id}/accuracy', { params: { path: { product_id: id } }, signal })),
  });

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: keys.job(id),
    queryFn: ({ signal }) =>
      body(api().GET('/forecast-jobs/{job_id}', { params: { path: { job_id: id } }, signal })),
  });

async function generate(request: GenerateRequest): Promise<Forecast | JobStart> {
  return body<Forecast | JobStart>(
    api().POST('/forecasts/generate', {
      body: request,
      headers: { 'Idempotency-Key': newKey() },
    }),
  );
}

/** Makes one product's forecast, or asks what it would be, and waits for it. */
export function useForecastOne(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (request: Omit<GenerateRequest, 'product_id'>): Promise<Forecast> => {
      const answer = await generate({ ...request, product_id: id });
      if ('job_id' in answer) throw new Error('The API started a job for a single product.');
      return answer;
    },
    onSuccess: (forecast) => {
      // The answer to a question is not the product’s forecast: nothing of it is stored.
      if (forecast.what_if) return undefined;
      client.setQueryData(keys.forecast(id), forecast);
      return Promise.all([
        client.invalidateQueries({ queryKey: keys.accuracy(id) }),
        client.invalidateQueries({ queryKey: keys.recommendations }),
        client.invalidateQueries({ queryKey: keys.forecastSummary }),
        client.invalidateQueries({ queryKey: keys.calendar }),
      ]);
    },
  });
}

/** Starts a job over many products; its progress is followed from the activity tray. */
export function useForecastMany() {
  return useMutation({
    mutationFn: async (request: GenerateRequest): Promise<JobStart> => {
      const answer = await generate(request);
      if (!('job_id' in answer)) throw new Error('The API answered a single forecast for many products.');
      return answer;
    },
  });
}

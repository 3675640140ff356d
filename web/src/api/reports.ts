import { queryOptions } from '@tanstack/react-query';
import { noteCurrency } from '@/lib/format';
import { api, body } from './client';
import { keys } from './keys';
import { ApiProblem } from './problem';
import type {
  ForecastSummary,
  Recommendation,
  RecommendationPage,
  ReportFile,
  ReportJob,
  TodayReport,
} from './types';

export type FileFormat = 'csv' | 'xlsx' | 'pdf';

/** One product’s recommendation, worked out when it is asked for; null where there is no such product. */
export const recommendationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.recommendation(id),
    queryFn: async ({ signal }): Promise<Recommendation | null> => {
      try {
        return await body(
          api().GET('/reports/inventory-recommendations/{product_id}', {
            params: { path: { product_id: id } },
            signal,
          }),
        );
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });

/** The day in one answer: counts and money of each urgency, the first products of each, and how good forecasts are. */
export const todayQuery = () =>
  queryOptions({
    queryKey: keys.today,
    queryFn: async ({ signal }): Promise<TodayReport> => {
      const answer = await body(api().GET('/reports/today', { signal }));
      noteCurrency(answer.currency);
      return answer;
    },
  });

export interface SummaryFilter {
  category?: string | undefined;
  horizon_days?: number | undefined;
}

export const forecastSummaryQuery = (filter: SummaryFilter = {}) =>
  queryOptions({
    queryKey: [...keys.forecastSummary, filter],
    queryFn: async ({ signal }): Promise<ForecastSummary> => {
      const answer = await body(
        api().GET('/reports/forecast-summary', { params: { query: filter }, signal }),
      );
      if (!('totals' in answer)) throw new Error('The API answered a file instead of the summary.');
      noteCurrency(answer.currency);
      return answer;
    },
  });

export const replayQuery = (scope: { product_id?: string | undefined; category?: string | undefined }) =>
  queryOptions({
    queryKey: [...keys.replay, scope],
    queryFn: ({ signal }) => body(api().GET('/reports/policy-replay', { params: { query: scope }, signal })),
    staleTime: 5 * 60_000,
  });

const POLL_MS = 1500;
const PATIENCE_MS = 5 * 60_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for a file that is made in the background, and gives its address. */
async function whenMade(job: ReportJob): Promise<string> {
  const until = Date.now() + PATIENCE_MS;
  let now = job;
  while (now.status !== 'completed' && now.status !== 'failed' && Date.now() < until) {
    await pause(POLL_MS);
    now = await body(
      api().GET('/reports/jobs/{report_id}', { params: { path: { report_id: job.report_id } } }),
    );
  }
  if (now.url) return now.url;
  throw new ApiProblem(
    -1,
    'The file could not be made',
    now.error ?? 'It is taking too long. Try again later.',
  );
}

const addressOf = (answer: ReportFile | ReportJob): Promise<string> | string =>
  'status' in answer ? whenMade(answer) : answer.url;

/** Asks for the forecast summary as a file and gives the address it can be fetched from. */
export async function summaryFile(filter: SummaryFilter, format: FileFormat): Promise<string> {
  const answer = await body<ForecastSummary | ReportFile | ReportJob>(
    api().GET('/reports/forecast-summary', { params: { query: { ...filter, format } } }),
  );
  if ('totals' in answer) throw new Error('The API answered the summary instead of a file.');
  return addressOf(answer);
}

/** The same for all recommendations. */
export async function ordersFile(category: string | undefined, format: FileFormat): Promise<string> {
  const answer = await body<RecommendationPage | ReportFile | ReportJob>(
    api().GET('/reports/inventory-recommendations', { params: { query: { category, format } } }),
  );
  if ('items' in answer) throw new Error('The API answered the list instead of a file.');
  return addressOf(answer);
}

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '@/api/problem';
import { apiReachable } from './Connection';

/** Worth asking again: nothing answered, or what answered was not well. */
function passing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 502);
}

function note(error: unknown): void {
  if (error instanceof ApiProblem) apiReachable.set(!error.unreachable);
}

export function createQueryClient(): QueryClient {
  const reached = () => apiReachable.set(true);
  return new QueryClient({
    queryCache: new QueryCache({ onError: note, onSuccess: reached }),
    mutationCache: new MutationCache({ onError: note, onSuccess: reached }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 30 * 60_000,
        networkMode: 'always',
        retry: (failures, error) => passing(error) && failures < 2,
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

import { queryOptions } from '@tanstack/react-query';
import { api, body } from './client';
import { keys } from './keys';

export const healthQuery = () =>
  queryOptions({
    queryKey: keys.health,
    queryFn: ({ signal }) => body(api().GET('/health', { signal })),
  });

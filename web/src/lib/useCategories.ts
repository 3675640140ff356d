import { useQuery } from '@tanstack/react-query';
import { summaryQuery } from '@/api/sales';

/** The shop's categories, by name. */
export function useCategories(): string[] {
  const { data } = useQuery(summaryQuery());
  return (data?.by_category ?? []).map((one) => one.category).sort((a, b) => a.localeCompare(b));
}

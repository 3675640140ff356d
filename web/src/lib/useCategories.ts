import { useQuery } from '@tanstack/react-query';
import { summaryQuery } from '@/api/sales';
import { useQuiet } from './useQuiet';

/** The shop's categories, by name; asked for after what the page is about. */
export function useCategories(): string[] {
  const { data } = useQuery({ ...summaryQuery(), enabled: useQuiet() });
  return (data?.by_category ?? []).map((one) => one.category).sort((a, b) => a.localeCompare(b));
}

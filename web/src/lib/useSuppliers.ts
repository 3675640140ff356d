import { useQuery } from '@tanstack/react-query';
import { suppliersQuery } from '@/api/suppliers';

/** The shop's suppliers by name, and the name of one: its id until it is known. */
export function useSuppliers() {
  const { data = [] } = useQuery(suppliersQuery());
  return {
    suppliers: data,
    nameOf: (id: string): string => data.find((one) => one.supplier_id === id)?.name ?? id,
  };
}

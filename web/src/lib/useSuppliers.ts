import { useQuery } from '@tanstack/react-query';
import { suppliersQuery } from '@/api/suppliers';

/** The shop's suppliers by name, and the name of one: its id until it is known. */
export function useSuppliers(enabled = true) {
  const { data = [] } = useQuery({ ...suppliersQuery(), enabled });
  return {
    suppliers: data,
    nameOf: (id: string): string => data.find((one) => one.supplier_id === id)?.name ?? id,
  };
}

import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { useQuiet } from '@/lib/useQuiet';
import { useSuppliers } from '@/lib/useSuppliers';

interface SupplierSelectProps extends Omit<NativeSelectProps, 'data'> {
  value: string;
  /** What stands for no supplier. */
  none?: string;
}

/** The shop's suppliers to choose from, with one that is no longer there if it is chosen. */
export function SupplierSelect({ value, none = 'None', ...props }: SupplierSelectProps) {
  const { suppliers } = useSuppliers(useQuiet());
  const known = suppliers.map((one) => ({ value: one.supplier_id, label: one.name }));
  const lost = value !== '' && !known.some((one) => one.value === value);
  return (
    <NativeSelect
      {...props}
      value={value}
      data={[{ value: '', label: none }, ...(lost ? [{ value, label: value }] : []), ...known]}
    />
  );
}

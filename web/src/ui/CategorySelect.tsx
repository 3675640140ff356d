import { NativeSelect } from '@mantine/core';
import { useCategories } from '@/lib/useCategories';

interface CategorySelectProps {
  value: string;
  onChange: (category: string) => void;
  className?: string | undefined;
}

export function CategorySelect({ value, onChange, className }: CategorySelectProps) {
  const categories = useCategories();
  const known = value && !categories.includes(value) ? [value, ...categories] : categories;
  return (
    <NativeSelect
      aria-label="Category"
      className={className}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: 'All categories' }, ...known]}
    />
  );
}

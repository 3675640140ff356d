import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { productSearchQuery } from '@/api/products';

interface ProductPickerProps {
  label: string;
  value: string[];
  onChange: (ids: string[]) => void;
  error?: string | undefined;
}

/** Products to choose, looked up by the API as one types. */
export function ProductPicker({ label, value, onChange, error }: ProductPickerProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const { data = [], isFetching } = useQuery({
    ...productSearchQuery(asked),
    placeholderData: (before) => before,
  });
  const found = data.map(({ product_id: id, name }) => ({ value: id, label: `${name} (${id})` }));
  const chosen = value
    .filter((id) => !found.some((one) => one.value === id))
    .map((id) => ({ value: id, label: id }));
  return (
    <MultiSelect
      label={label}
      description="Type a part of the name or id"
      value={value}
      onChange={onChange}
      error={error}
      searchable
      searchValue={text}
      onSearchChange={setText}
      data={[...found, ...chosen]}
      filter={({ options }) => options}
      hidePickedOptions
      nothingFoundMessage={isFetching ? 'Looking …' : 'No product matches'}
      maxDropdownHeight={240}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { productSearchQuery } from '@/api/products';
import type { Product } from '@/api/types';

interface ProductFinderProps {
  label: string;
  supplier: string;
  /** Products that are not offered. */
  taken: string[];
  onFind: (product: Product) => void;
}

/** One product of a supplier after another, looked up by the API as one types. */
export function ProductFinder({ label, supplier, taken, onFind }: ProductFinderProps) {
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const [asked] = useDebouncedValue(text.trim(), 200);
  const { data = [], isFetching } = useQuery({
    ...productSearchQuery(asked, { supplier_id: supplier, status: 'active' }),
    placeholderData: (before) => before,
  });
  const found = data.filter(({ product_id: id }) => !taken.includes(id));
  return (
    <Select
      ref={input}
      size="xs"
      aria-label={label}
      placeholder="Part of its name or id"
      searchable
      value={null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => {
        const product = found.find((one) => one.product_id === id);
        if (product) onFind(product);
        setText('');
      }}
      data={found.map(({ product_id: id, name }) => ({ value: id, label: `${name} (${id})` }))}
      filter={({ options }) => options}
      nothingFoundMessage={isFetching ? 'Looking …' : 'No other product of this supplier matches'}
      maxDropdownHeight={240}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}

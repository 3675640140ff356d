import { NameCell } from './NameCell';

interface ProductCellProps {
  id: string;
  name: string;
  note?: string | undefined;
  tab?: string | undefined;
}

/** A product's name, leading to its page, over its id. */
export function ProductCell({ id, name, note, tab }: ProductCellProps) {
  return (
    <NameCell
      to={`/products/${encodeURIComponent(id)}${tab ? `?tab=${tab}` : ''}`}
      name={name || id}
      under={note ? `${id} · ${note}` : id}
    />
  );
}

import { ActionIcon, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { useOrderProducts } from '@/api/orderProducts';
import { money } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { ProductCell } from '@/ui/ProductCell';
import { QuantityInput } from '@/ui/QuantityInput';
import type { Errors } from '@/ui/useFields';
import type { DraftLine } from './draft';
import classes from './PurchaseOrders.module.css';

interface DraftLinesProps {
  lines: DraftLine[];
  currency: string;
  products: ReturnType<typeof useOrderProducts>;
  errors: Errors;
  onChange: (key: string, part: Partial<DraftLine>) => void;
  onRemove: (key: string) => void;
}

export function DraftLines({ lines, currency, products, errors, onChange, onRemove }: DraftLinesProps) {
  const columns: Column<DraftLine>[] = [
    {
      key: 'product',
      header: 'Product',
      lead: true,
      cell: ({ product_id: id, supplier_sku: theirs }) => (
        <ProductCell id={id} name={products.nameOf(id)} note={theirs ? `theirs: ${theirs}` : undefined} />
      ),
    },
    {
      key: 'quantity',
      header: 'Units',
      align: 'right',
      cell: (line) => (
        <QuantityInput
          label={`Units of ${products.nameOf(line.product_id)}`}
          value={line.quantity}
          terms={products.productOf(line.product_id)}
          error={errors[`quantity ${line.key}`]}
          onChange={(quantity) => onChange(line.key, { quantity })}
        />
      ),
    },
    {
      key: 'cost',
      header: `Cost a unit, ${currency}`,
      label: 'Cost a unit',
      align: 'right',
      cell: (line) => (
        <TextInput
          size="xs"
          type="number"
          inputMode="decimal"
          min={0}
          step="any"
          className={classes.cost ?? ''}
          styles={{ wrapper: { display: 'inline-block' } }}
          aria-label={`Cost of a unit of ${products.nameOf(line.product_id)}, ${currency}`}
          error={errors[`cost ${line.key}`]}
          value={line.cost}
          onChange={(event) => onChange(line.key, { cost: event.currentTarget.value })}
        />
      ),
    },
    {
      key: 'amount',
      header: 'Amount',
      align: 'right',
      cell: (line) => money(line.cost === '' ? null : Number(line.cost) * line.quantity, currency),
    },
    {
      key: 'remove',
      header: '',
      label: '',
      corner: true,
      width: 44,
      cell: (line) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Remove ${products.nameOf(line.product_id)}`}
          onClick={() => onRemove(line.key)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      ),
    },
  ];
  return (
    <DataTable caption="Lines of the draft" columns={columns} rows={lines} rowKey={(line) => line.key} />
  );
}

import { ActionIcon, Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Product, Recommendation } from '@/api/types';
import { DASH, amount, percent, shortDate, units } from '@/lib/format';
import { useStore } from '@/lib/store';
import { DataTable, type Column } from '@/ui/DataTable';
import { ProductCell } from '@/ui/ProductCell';
import { UrgencyBadge } from '@/ui/UrgencyBadge';
import { drafts, quantityOf } from './drafts';
import { OrderDetail } from './OrderDetail';
import classes from './Orders.module.css';
import { Quantity } from './Quantity';

interface OrderTableProps {
  rows: Recommendation[];
  /** Every row of the filter, not only of this page: what "choose all" means. */
  all: Recommendation[];
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
  productOf: (id: string) => Product | undefined;
}

export function OrderTable({ rows, all, chosen, onChosen, productOf }: OrderTableProps) {
  const edited = useStore(drafts);
  const [open, setOpen] = useState<string | null>(null);
  const every = all.length > 0 && all.every((row) => chosen.has(row.product_id));
  const some = all.some((row) => chosen.has(row.product_id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChosen(next);
  };
  const columns: Column<Recommendation>[] = [
    {
      key: 'choose',
      header: '',
      label: '',
      corner: true,
      width: 36,
      cell: (row) => (
        <Checkbox
          size="sm"
          aria-label={`Choose ${row.name}`}
          checked={chosen.has(row.product_id)}
          onChange={() => toggle(row.product_id)}
        />
      ),
    },
    {
      key: 'product',
      header: 'Product',
      lead: true,
      cell: (row) => <ProductCell id={row.product_id} name={row.name} note={row.category} tab="order" />,
    },
    { key: 'urgency', header: 'Status', lead: true, cell: (row) => <UrgencyBadge urgency={row.urgency} /> },
    {
      key: 'stock',
      header: 'On hand',
      align: 'right',
      cell: (row) => (
        <>
          {row.on_hand == null ? 'unknown' : units(row.on_hand)}
          {row.on_order > 0 && <div className={classes.meter}>+{units(row.on_order)} on order</div>}
        </>
      ),
    },
    {
      key: 'cover',
      header: 'Runs out',
      align: 'right',
      cell: (row) => (
        <>
          {shortDate(row.stockout_date)}
          {row.days_of_cover != null && <div className={classes.meter}>{units(row.days_of_cover)} days</div>}
        </>
      ),
    },
    {
      key: 'risk',
      header: 'Risk',
      roomy: true,
      align: 'right',
      cell: (row) => percent(row.stockout_probability),
    },
    { key: 'by', header: 'Order by', align: 'right', cell: (row) => shortDate(row.order_by_date) },
    {
      key: 'order',
      header: 'Order, units',
      align: 'right',
      cell: (row) => <Quantity row={row} step={productOf(row.product_id)?.order_multiple ?? 1} />,
    },
    {
      key: 'value',
      header: 'Cost',
      roomy: true,
      align: 'right',
      cell: (row) => {
        const cost = productOf(row.product_id)?.unit_cost;
        return cost == null ? DASH : amount(cost * quantityOf(row, edited));
      },
    },
    {
      key: 'why',
      header: '',
      label: 'Why',
      width: 40,
      cell: (row) => {
        const shown = open === row.product_id;
        return (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-expanded={shown}
            aria-label={`Why, for ${row.name}`}
            onClick={() => setOpen(shown ? null : row.product_id)}
          >
            {shown ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
          </ActionIcon>
        );
      },
    },
  ];
  return (
    <div className="stack-s">
      <div className={classes.all}>
        <Checkbox
          size="sm"
          label={`Choose all ${all.length}`}
          checked={every}
          indeterminate={some && !every}
          onChange={() => onChosen(every ? new Set() : new Set(all.map((row) => row.product_id)))}
        />
      </div>
      <DataTable
        caption="Orders, worst first"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.product_id}
        detail={(row) => (open === row.product_id ? <OrderDetail row={row} /> : null)}
      />
    </div>
  );
}

import { ActionIcon, Checkbox } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Recommendation } from '@/api/types';
import { DASH, amount, percent, shortDate, units } from '@/lib/format';
import { useSuppliers } from '@/lib/useSuppliers';
import { DataTable, type Column } from '@/ui/DataTable';
import { ProductCell } from '@/ui/ProductCell';
import { QuantityInput } from '@/ui/QuantityInput';
import { Tag, UrgencyBadge } from '@/ui/UrgencyBadge';
import { OrderDetail } from './OrderDetail';
import classes from './Orders.module.css';
import type { Chosen } from './useChosen';

interface OrderTableProps {
  rows: Recommendation[];
  chosen: Chosen;
  /** The drafts that a product is in already. */
  inDrafts: ReadonlyMap<string, string[]>;
}

export function OrderTable({ rows, chosen, inDrafts }: OrderTableProps) {
  const [open, setOpen] = useState<string | null>(null);
  const { nameOf } = useSuppliers();
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
          onChange={() => chosen.toggle(row)}
        />
      ),
    },
    {
      key: 'product',
      header: 'Product',
      lead: true,
      cell: (row) => (
        <ProductCell
          id={row.product_id}
          name={row.name}
          note={row.supplier_id === null ? row.category : nameOf(row.supplier_id)}
          tab="order"
        />
      ),
    },
    { key: 'urgency', header: 'Status', lead: true, cell: (row) => <Status row={row} /> },
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
      desk: true,
      align: 'right',
      cell: (row) => percent(row.stockout_probability),
    },
    { key: 'by', header: 'Order by', align: 'right', cell: (row) => shortDate(row.order_by_date) },
    {
      key: 'order',
      header: 'Order, units',
      align: 'right',
      cell: (row) => <Quantity row={row} chosen={chosen} drafts={inDrafts.get(row.product_id) ?? []} />,
    },
    {
      key: 'value',
      header: 'Cost',
      roomy: true,
      align: 'right',
      cell: (row) => (row.unit_cost == null ? DASH : amount(row.unit_cost * chosen.quantityOf(row))),
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
    <DataTable
      caption="Products to order"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.product_id}
      detail={(row) => (open === row.product_id ? <OrderDetail row={row} /> : null)}
    />
  );
}

function Status({ row }: { row: Recommendation }) {
  return (
    <span className={classes.status}>
      <UrgencyBadge urgency={row.urgency} />
      {row.borrowed && <Tag>Never sold yet</Tag>}
      {row.snoozed && <span className={classes.meter}>left out until {shortDate(row.snoozed.until)}</span>}
    </span>
  );
}

interface QuantityProps {
  row: Recommendation;
  chosen: Chosen;
  drafts: string[];
}

/** How many to order: the recommendation until it is changed, one press to put it back, and where it is drafted already. */
function Quantity({ row, chosen, drafts }: QuantityProps) {
  const edited = chosen.isEdited(row);
  return (
    <span className={classes.order}>
      <QuantityInput
        label={`Units of ${row.name} to order`}
        value={chosen.quantityOf(row)}
        onChange={(quantity) => chosen.setQuantity(row, quantity)}
        terms={row}
        edited={edited}
        before={
          edited && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`Put ${row.name} back to ${units(row.recommended_order_quantity)}`}
              title={`Recommended: ${units(row.recommended_order_quantity)}`}
              onClick={() => chosen.setQuantity(row, null)}
            >
              <IconArrowBackUp size={15} />
            </ActionIcon>
          )
        }
      />
      {drafts.map((id) => (
        <Link key={id} to={`/purchase-orders/${encodeURIComponent(id)}`} className={classes.drafted}>
          in a draft already
        </Link>
      ))}
    </span>
  );
}

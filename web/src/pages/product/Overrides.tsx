import { ActionIcon, Button } from '@mantine/core';
import { IconPencilPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { overridesQuery, useDeleteOverride } from '@/api/overrides';
import type { Override, Product } from '@/api/types';
import { date, shortDate, signedPercent, units } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import { later } from '@/ui/later';
import { Panel } from '@/ui/Panel';
import { Lines, Loaded, Problem } from '@/ui/States';

const OverrideForm = later(() => import('./OverrideForm').then((file) => file.OverrideForm));

const effect = (one: Override): string =>
  one.factor == null ? `${units(one.quantity)} units a day` : signedPercent(one.factor - 1);

/** Corrections by hand: what somebody knows better than the numbers, scored later like everything else. */
export function Overrides({ product }: { product: Product }) {
  const [adding, setAdding] = useState(false);
  const query = useQuery(overridesQuery(product.product_id));
  const remove = useDeleteOverride(product.product_id);
  const columns: Column<Override>[] = [
    { key: 'days', header: 'Days', lead: true, cell: (row) => `${shortDate(row.start)} to ${date(row.end)}` },
    { key: 'effect', header: 'Correction', cell: (row) => <strong>{effect(row)}</strong> },
    { key: 'reason', header: 'Reason', cell: (row) => row.reason },
    { key: 'author', header: 'By', cell: (row) => row.author },
    { key: 'active', header: 'State', cell: (row) => (row.active ? 'applied' : 'expired') },
    {
      key: 'delete',
      header: '',
      label: '',
      width: 44,
      cell: (row) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Delete the correction of ${shortDate(row.start)}`}
          loading={remove.isPending && remove.variables === row.override_id}
          onClick={() => remove.mutate(row.override_id)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      ),
    },
  ];
  const any = (query.data?.length ?? 0) > 0;
  return (
    <Panel
      title="Your corrections"
      hint="Kept apart from the forecast and scored once the days are sold, so that it shows whether they help."
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPencilPlus size={15} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          Correct some days
        </Button>
      }
      flush={any}
    >
      {remove.isError && <Problem error={remove.error} />}
      <Loaded query={query} skeleton={<Lines rows={1} />}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="dim small">None. The forecast stands as computed.</p>
          ) : (
            <DataTable
              caption="Corrections"
              columns={columns}
              rows={rows}
              rowKey={(row) => row.override_id}
            />
          )
        }
      </Loaded>
      <OverrideForm product={product} opened={adding} onClose={() => setAdding(false)} />
    </Panel>
  );
}

import { percent, units, weekdayDate } from '@/lib/format';
import { DataTable, type Column } from '@/ui/DataTable';
import type { Fan } from './fan';

/** The forecast's days in numbers. */
export function FanTable({ fan }: { fan: Fan }) {
  const rows = fan.days.map((_day, i) => i).slice(fan.end + 1);
  const columns: Column<number>[] = [
    { key: 'day', header: 'Day', lead: true, cell: (i) => weekdayDate(fan.days[i]) },
    { key: 'median', header: 'Median, units', align: 'right', cell: (i) => units(fan.median[i]) },
    ...fan.bands.map((band): Column<number> => ({
      key: String(band.level),
      header: `${percent(band.level)} band, units`,
      align: 'right',
      cell: (i) => `${units(band.lower[i])} – ${units(band.upper[i])}`,
    })),
  ];
  return <DataTable caption="Forecast by day" columns={columns} rows={rows} rowKey={String} />;
}

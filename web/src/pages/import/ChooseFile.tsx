import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { FileKind } from '@/api/files';
import { download } from '@/lib/download';
import { uncapital } from '@/lib/words';
import { Panel } from '@/ui/Panel';
import { Problem } from '@/ui/States';
import classes from './Import.module.css';
import type { Chosen } from './useImport';

const EXAMPLE: Record<FileKind, string> = {
  sales: 'date,product_id,quantity_sold,price\r\n2026-11-20,SKU-1,12,4.99\r\n2026-11-21,SKU-1,9,4.99\r\n',
  products:
    'product_id,name,category,current_price,unit_cost,on_hand,on_order,lead_time_days,min_order_quantity,order_multiple\r\n' +
    'SKU-1,Oat drink 1 l,Drinks,4.99,2.10,120,0,7,24,12\r\n',
  calendar:
    'name,kind,start,end,category,product_id,expected_change_pct,price,note\r\n' +
    'Trade fair,event,2026-12-04,2026-12-06,Drinks,,30,,\r\n' +
    'Christmas,closure,2026-12-25,2026-12-26,,,,,Closed both days\r\n',
};

const WHAT: Record<FileKind, string> = {
  sales: 'Sales file',
  products: 'Product file',
  calendar: 'Calendar file',
};

const HOLDS: Record<FileKind, string[]> = {
  sales: [
    'One row a sale, or one a product and day; rows of one product and day are added up.',
    'A column each for the day, the product and the quantity; price, revenue, name and category where there are any.',
    'Exports of common shop systems and tills load as they come. Columns are found by their names, in any order; what is taken wrongly you put right before anything is written.',
  ],
  products: [
    'One row a product, with its id. Products that exist are changed, others are created.',
    'Columns that are left out and cells that are empty stay as they are, so a file of ids and stock counts updates the stock and nothing else.',
    'Columns are found by their names, in any order; what is taken wrongly you put right before anything is written.',
  ],
  calendar: [
    'One row an entry: its name and first day at least; the last day, the kind (event, promotion, price, closure, stockout), the change expected in percent, a price and a note where there are any.',
    'A row names a product or a category; with neither it concerns the whole shop. Rows that differ in their product alone are one entry.',
    'An entry with the same name, days and products is changed, not doubled. Days on which a shelf was empty can be listed here as stockout.',
  ],
};

interface ChooseFileProps {
  kind: FileKind;
  choose: UseMutationResult<Chosen, Error, File>;
}

export function ChooseFile({ kind, choose }: ChooseFileProps) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) choose.mutate(file);
  };
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is an extra; the input inside does the same by keyboard */}
      <label
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <IconFileImport size={30} stroke={1.5} aria-hidden />
        <strong>Choose a {uncapital(WHAT[kind])}</strong>
        <span className="dim small">
          or drop it here. CSV or tab-separated text
          {kind === 'sales' ? ', also gzipped; any sensible size' : ''}.
        </span>
        <input
          type="file"
          className="sr"
          accept=".csv,.tsv,.txt,.gz,text/csv,text/plain"
          aria-label={WHAT[kind]}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {choose.isError && <Problem error={choose.error} />}
      <Panel
        title="What the file should hold"
        actions={
          <Button size="xs" variant="default" onClick={() => download(`example-${kind}.csv`, EXAMPLE[kind])}>
            Example file
          </Button>
        }
      >
        <ul className={classes.holds}>
          {HOLDS[kind].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

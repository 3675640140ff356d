import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RowError } from '@/api/types';
import { Form } from '@/ui/Form';
import { Panel } from '@/ui/Panel';
import classes from './Import.module.css';
import type { Import } from './useImport';
import { keepable } from './words';

/** Codes of rows whose product is not clear. */
const UNCLEAR = ['invalid_product_id', 'similar_product'];
/** So many are asked for at a time. */
const MOST = 20;

interface WhichProductProps {
  errors: RowError[];
  state: Import;
}

/** Ids that cannot be kept, or that are nearly another product’s: what each of them is to be. */
export function WhichProduct({ errors, state }: WhichProductProps) {
  const [said, setSaid] = useState<Record<string, string>>({});
  const unclear = new Map<string, string>();
  for (const { code, value } of errors) if (UNCLEAR.includes(code) && value) unclear.set(value, code);
  const ids = [...unclear.keys()].slice(0, MOST);
  if (ids.length === 0) return null;
  const idOf = (id: string): string =>
    said[id] ?? (unclear.get(id) === 'invalid_product_id' ? keepable(id) : '');
  const map: Record<string, string> = {};
  for (const id of ids) if (idOf(id).trim() !== '') map[id] = idOf(id).trim();
  return (
    <Panel
      title="Which product is meant?"
      hint="These ids cannot be kept as they are, or are nearly another product’s. Say under which id each is to be counted."
    >
      <Form
        label="Which product is meant?"
        onSubmit={(event) => {
          event.preventDefault();
          state.change((now) => ({ ...now, sku_map: { ...now.sku_map, ...map } }));
        }}
      >
        <div className={classes.options}>
          {ids.map((id) => (
            <TextInput
              key={id}
              label={id}
              maxLength={64}
              value={idOf(id)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setSaid((now) => ({ ...now, [id]: value }));
              }}
            />
          ))}
        </div>
        <div className="row-end">
          <Button type="submit" disabled={Object.keys(map).length === 0}>
            Use these ids
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

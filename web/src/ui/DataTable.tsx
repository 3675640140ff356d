/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   on phones the table is laid out as a grid, which takes its roles away in some browsers: they are said again */
import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import classes from './DataTable.module.css';

export interface Column<T> {
  key: string;
  header: string;
  /** Said on phones, where each row becomes a card. Defaults to the header; '' hides the name. */
  label?: string;
  cell: (row: T) => ReactNode;
  align?: 'right' | 'left';
  sortable?: boolean;
  width?: number;
  /** Leads the card on phones. */
  lead?: boolean;
  /** Sits in the upper right corner of the card on phones. */
  corner?: boolean;
  /** Leaves the column out where the table is narrow but not yet cards. */
  roomy?: boolean;
  /** Leaves the column out of the cards of a phone. */
  desk?: boolean;
}

export interface Sort {
  key: string;
  down: boolean;
}

interface DataTableProps<T> {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  /** More about a row, shown under it. */
  detail?: (row: T) => ReactNode;
}

/** A table on a desk, a list of cards on a phone; the same cells, and a table to a screen reader in both. */
export function DataTable<T>({ caption, columns, rows, rowKey, sort, onSort, detail }: DataTableProps<T>) {
  const look = (column: Column<T>) =>
    [column.align === 'right' && classes.right, column.roomy && classes.roomy].filter(Boolean).join(' ');
  return (
    <div className={classes.scroll}>
      <table className={classes.table} role="table">
        <caption className="sr">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                className={look(column)}
                style={column.width ? { width: column.width } : undefined}
                aria-sort={sort?.key === column.key ? (sort.down ? 'descending' : 'ascending') : undefined}
              >
                {column.sortable && onSort ? (
                  <SortButton column={column.header} sort={sort} name={column.key} onSort={onSort} />
                ) : (
                  column.header || (
                    <span className="sr">
                      {column.label === '' ? column.key : (column.label ?? column.key)}
                    </span>
                  )
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => {
            const more = detail?.(row);
            return (
              <Fragment key={rowKey(row)}>
                <tr role="row" className={more ? classes.open : undefined}>
                  {columns.map((column) => (
                    <td
                      key={column.key}
                      role="cell"
                      data-label={column.label ?? column.header}
                      className={[
                        look(column),
                        column.lead && classes.lead,
                        column.corner && classes.corner,
                        column.desk && classes.desk,
                      ]
                        .filter(Boolean)
                        .join(' ')}
                    >
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
                {more && (
                  <tr role="row" className={classes.more}>
                    <td role="cell" colSpan={columns.length}>
                      {more}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface SortButtonProps {
  column: string;
  name: string;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
}

function SortButton({ column, name, sort, onSort }: SortButtonProps) {
  const active = sort?.key === name;
  const Arrow = active && sort.down ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton
      className={classes.sort}
      data-active={active || undefined}
      onClick={() => onSort({ key: name, down: active ? !sort.down : false })}
    >
      {column}
      <Arrow size={13} aria-hidden />
    </UnstyledButton>
  );
}

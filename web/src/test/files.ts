import type { ReadAs, RowError, UploadReport } from '@/api/types';

/** Reads files as the API does, as far as tests need it: columns by the API's own names, or as the caller says. */

const ROLES = ['date', 'product_id', 'quantity_sold', 'price'];
const NEEDED = ROLES.slice(0, 3);
const EITHER_WAY = /^\d\d\/\d\d\/\d{4}$/;

export const REPORT: UploadReport = {
  upload_id: 'up-1',
  status: 'completed',
  progress: 1,
  read_as: null,
  dry_run: false,
  filename: null,
  rows_received: 0,
  rows_accepted: 0,
  rows_rejected: 0,
  rows_skipped: 0,
  product_days_written: 0,
  products_touched: 0,
  products_created: 0,
  first_date: null,
  last_date: null,
  errors: [],
  errors_truncated: false,
  rejected_rows_url: null,
  warnings: [],
  excluded: [],
  overwrites: null,
  failure: null,
  status_url: null,
};

export interface SalesRead {
  date: string;
  product_id: string;
  quantity_sold: number;
}

export interface FileRefusal {
  code: string;
  title: string;
  detail: string;
  errors: { pointer: string; code: string; detail: string }[];
}

export interface FileRead {
  readAs: ReadAs | null;
  rows: SalesRead[];
  errors: RowError[];
  refusal: FileRefusal | null;
}

/** What a file of sales holds, read as the query of a call says. */
export function readSales(text: string, query: URLSearchParams): FileRead {
  if (text.startsWith('PK')) return refused(null, 'not-a-text-file', 'Not a text file', 'An Excel workbook.');
  const lines = text.trim().split(/\r?\n/);
  const delimiter = lines[0]?.includes(';') ? ';' : ',';
  const [header = [], ...rows] = lines.map((line) => line.split(delimiter));
  const chosen = JSON.parse(query.get('columns') ?? '{}') as Record<string, string | null>;
  const columns = Object.fromEntries(
    ROLES.map((role) => [
      role,
      role in chosen ? (chosen[role] ?? null) : header.includes(role) ? role : null,
    ]),
  );
  const readAs: ReadAs = {
    layout: 'table',
    encoding: query.get('encoding') ?? 'utf-8',
    delimiter,
    columns,
    unused_columns: header.filter((name) => !Object.values(columns).includes(name)),
    date_format: query.get('date_format'),
    decimal_mark: query.get('decimal_mark') ?? '.',
    group_mark: ',',
    currency: null,
  };
  const missing = NEEDED.filter((role) => columns[role] === null);
  if (missing.length > 0) {
    const errors = missing.map((role) => ({
      pointer: `/${role}`,
      code: 'missing_column',
      detail: 'name a column',
    }));
    return refused(
      readAs,
      'missing-column',
      'A column is missing',
      `Pass columns= for ${missing.join()}.`,
      errors,
    );
  }
  const cell = (row: string[], role: string) => row[header.indexOf(columns[role] ?? '')] ?? '';
  if (!readAs.date_format && rows.some((row) => EITHER_WAY.test(cell(row, 'date')))) {
    const open = {
      pointer: '/query/date_format',
      code: 'ambiguous_date',
      detail: 'must say whether day comes first',
    };
    const title = 'Day and month cannot be told apart';
    return refused(readAs, 'ambiguous-dates', title, 'Pass date_format=DD/MM/YYYY.', [open]);
  }
  const read: FileRead = { readAs, rows: [], errors: [], refusal: null };
  rows.forEach((row, i) => {
    const quantity = Number(cell(row, 'quantity_sold'));
    const value = { date: cell(row, 'date'), product_id: cell(row, 'product_id'), quantity_sold: quantity };
    if (quantity >= 0) read.rows.push(value);
    else read.errors.push(negative(i + 2, columns.quantity_sold ?? null, cell(row, 'quantity_sold')));
  });
  return read;
}

const negative = (line: number, column: string | null, value: string): RowError => ({
  line,
  column,
  value,
  code: 'return_exceeds_sales',
  detail: 'More came back than the file has sold of this product on this day.',
});

function refused(
  readAs: ReadAs | null,
  code: string,
  title: string,
  detail: string,
  errors: FileRefusal['errors'] = [],
): FileRead {
  return { readAs, rows: [], errors: [], refusal: { code, title, detail, errors } };
}

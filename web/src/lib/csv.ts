/** Writing comma-separated text. */

const FORMULA = /^[=+\-@\t\r]/;

/** A text cell that a spreadsheet would run as a formula is written with an apostrophe before it. */
export function cell(value: string | number | null | undefined): string {
  if (value == null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function toCsv<T>(
  columns: [string, (row: T) => string | number | null | undefined][],
  rows: T[],
): string {
  const head = columns.map(([name]) => cell(name)).join(',');
  const lines = rows.map((row) => columns.map(([, pick]) => cell(pick(row))).join(','));
  return [head, ...lines, ''].join('\r\n');
}

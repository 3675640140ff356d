/** Writing and reading comma-separated text. */

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

export type Separator = ',' | ';' | '\t';

/** The separator that the first line uses most, outside quotes. */
export function detectSeparator(firstLine: string): Separator {
  const bare = firstLine.replace(/"[^"]*"/g, '');
  const times = (mark: string) => bare.split(mark).length - 1;
  const marks: Separator[] = [',', ';', '\t'];
  return marks.reduce((best, mark) => (times(mark) > times(best) ? mark : best), ',');
}

export interface Parsed {
  rows: string[][];
  /** Where the first row ends in the text, line break included. */
  firstRowEnd: number;
}

/** Rows of a CSV text, at most so many. Quoted cells may hold separators and line breaks. */
export function parseCsv(text: string, separator: Separator, most = Infinity): Parsed {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = '';
  let quoted = false;
  let firstRowEnd = text.length;
  const endRow = (next: number) => {
    row.push(value);
    value = '';
    if (rows.length === 0) firstRowEnd = next;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  let i = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (; i < text.length && rows.length < most; i += 1) {
    const c = text.charAt(i);
    if (quoted) {
      if (c !== '"') value += c;
      else if (text.charAt(i + 1) === '"') {
        value += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"' && value === '') quoted = true;
    else if (c === separator) {
      row.push(value);
      value = '';
    } else if (c === '\n') endRow(i + 1);
    else if (c !== '\r') value += c;
  }
  if (rows.length < most && (value !== '' || row.length > 0)) endRow(text.length);
  return { rows, firstRowEnd };
}

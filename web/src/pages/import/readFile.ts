import { detectSeparator, parseCsv, type Separator } from '@/lib/csv';

const HEAD_BYTES = 256 * 1024;

/** The start of a file, enough to recognise its columns. The rest is never held in memory. */
export interface Preview {
  file: File;
  separator: Separator;
  header: string[];
  rows: string[][];
  /** Where the data starts, in bytes. */
  dataStart: number;
  /** Compressed: its columns cannot be looked at here. */
  compressed: boolean;
}

export async function preview(file: File): Promise<Preview> {
  const start = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (start[0] === 0x1f && start[1] === 0x8b) {
    return { file, separator: ',', header: [], rows: [], dataStart: 0, compressed: true };
  }
  if (start[0] === 0x50 && start[1] === 0x4b) {
    throw new Error(
      'This is an Excel workbook or a zip. Save it as CSV (UTF-8) first, then choose that file.',
    );
  }
  const text = new TextDecoder('utf-8').decode(start);
  // The decoder drops a byte order mark; it still counts among the bytes before the data.
  const bom = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
  const separator = detectSeparator(text.slice(0, text.search(/\r?\n|$/)));
  const { rows, firstRowEnd } = parseCsv(text, separator, 6);
  const [header, ...data] = rows;
  if (!header) throw new Error('The file is empty.');
  const dataStart = bom + new TextEncoder().encode(text.slice(0, firstRowEnd)).length;
  return { file, separator, header, rows: data, dataStart, compressed: false };
}

/** The same data under another header line, without reading the data. */
export function withHeader({ file, dataStart }: Preview, line: string): File {
  return new File([`${line}\n`, file.slice(dataStart)], file.name, { type: 'text/csv' });
}

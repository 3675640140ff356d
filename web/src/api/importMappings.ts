import { api, body } from './client';
import type { FileKind } from './files';
import type { FileOptions, ImportMapping, ReadAs } from './types';

/** How files with one header are read, kept by the API for everyone: next week’s file needs no setting again. */

/** Kinds of files whose reading is kept. */
export type MappedKind = Exclude<FileKind, 'calendar'>;

export const mappingOf = (id: string): Promise<ImportMapping> =>
  body(api().GET('/import-mappings/{mapping_id}', { params: { path: { mapping_id: id } } }));

/** The part of what was said about a file that is about reading it, not about what becomes of its rows. */
export function readingOf(options: FileOptions): Omit<FileOptions, 'on_unknown_product' | 'mode'> {
  const reading = { ...options };
  delete reading.on_unknown_product;
  delete reading.mode;
  return reading;
}

/** What a caller would have to say for the same reading. */
export const optionsOf = (mapping: ImportMapping): Pick<FileOptions, 'columns'> =>
  Object.fromEntries(
    Object.entries({
      columns: mapping.columns,
      sku_map: mapping.sku_map,
      date_format: mapping.date_format,
      decimal_mark: mapping.decimal_mark,
      encoding: mapping.encoding,
      currency: mapping.currency,
      time_zone: mapping.time_zone,
    }).filter(([, value]) => value !== null),
  ) as Pick<FileOptions, 'columns'>;

/** The file’s column names, as far as its reading tells them. */
function headerOf({ columns, unused_columns: unused }: ReadAs): string[] {
  const used = Object.values(columns).filter((name) => name !== null);
  return [...new Set(used), ...unused];
}

export const keepMapping = (kind: MappedKind, readAs: ReadAs, options: FileOptions): Promise<ImportMapping> =>
  body(api().PUT('/import-mappings', { body: { ...readingOf(options), kind, header: headerOf(readAs) } }));

export async function forgetMapping({ mapping_id: id }: ImportMapping): Promise<void> {
  await api().DELETE('/import-mappings/{mapping_id}', { params: { path: { mapping_id: id } } });
}

/** The beginning of a file, for what cannot be sent whole and for showing its first lines. Nothing is taken apart here. */

const GZIP = [0x1f, 0x8b];
const LINE_FEED = 0x0a;
const QUOTE = 0x22;
/** So much of a file is enough to recognise it by; one request could carry more, but not faster. */
const PART_BYTES = 1_000_000;
const SHOWN_BYTES = 4096;
const SHOWN_LINES = 6;
const SHOWN_WIDTH = 240;

interface Beginning {
  bytes: Uint8Array<ArrayBuffer>;
  whole: boolean;
}

async function beginning(file: Blob, most: number): Promise<Beginning> {
  const bytes = new Uint8Array(await file.slice(0, most).arrayBuffer());
  const asItIs = { bytes, whole: file.size <= most };
  if (!GZIP.every((byte, i) => bytes[i] === byte)) return asItIs;
  // What cannot be unpacked is left for the API to say so.
  return unpacked(file, most).catch(() => asItIs);
}

async function unpacked(file: Blob, most: number): Promise<Beginning> {
  const unzip = new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>;
  const reader = file.stream().pipeThrough(unzip).getReader();
  const bytes = new Uint8Array(most);
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { bytes: bytes.slice(0, filled), whole: true };
    const taken = value.subarray(0, most - filled);
    bytes.set(taken, filled);
    filled += taken.length;
    if (taken.length < value.length) {
      void reader.cancel();
      return { bytes, whole: false };
    }
  }
}

/** The first part of a file as a file of whole lines, unpacked where it was compressed. */
export async function firstPart(file: Blob, most = PART_BYTES): Promise<Blob> {
  const { bytes, whole } = await beginning(file, most);
  return new Blob([whole ? bytes : bytes.subarray(0, endOfLines(bytes))], { type: 'text/csv' });
}

/**
 * Where the last whole line of a part ends. Line ends inside quotes do not count, unless that would cost most of the
 * part: then a quotation mark stands alone somewhere and says nothing.
 */
function endOfLines(bytes: Uint8Array): number {
  let quoted = false;
  let end = 0;
  bytes.forEach((byte, i) => {
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LINE_FEED && !quoted) end = i + 1;
  });
  return end > bytes.length / 2 ? end : bytes.lastIndexOf(LINE_FEED) + 1 || bytes.length;
}

/** The beginning of a file, enough for its first lines. */
export const firstBytes = async (file: Blob): Promise<Uint8Array> =>
  (await beginning(file, SHOWN_BYTES)).bytes;

/** What browsers call the encodings that the API calls otherwise. */
const IN_BROWSERS: Record<string, string> = { 'mac-roman': 'macintosh' };

/** What browsers call the encoding of a text; of UTF-16 they know the usual half only, and its mark tells. */
function inBrowsers(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'utf-16' && bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return IN_BROWSERS[encoding] ?? encoding;
}

/** The first lines of a file as they stand, in an encoding of the API; none of what is no text. */
export function firstLines(bytes: Uint8Array, encoding: string): string[] {
  const text = new TextDecoder(inBrowsers(bytes, encoding)).decode(bytes);
  if (text.includes('\0')) return [];
  const lines = text.split(/\r\n|\n|\r/).slice(0, SHOWN_LINES);
  return lines.map((line) => (line.length > SHOWN_WIDTH ? `${line.slice(0, SHOWN_WIDTH)}…` : line));
}

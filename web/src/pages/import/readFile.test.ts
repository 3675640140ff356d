import { describe, expect, it } from 'vitest';
import { firstBytes, firstLines, firstPart } from './readFile';
import { keepable, withoutParameters } from './words';

const file = (text: string) => new File([text], 'till.csv');
const zipped = async (text: string) =>
  new File(
    [await new Response(file(text).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()],
    'till.csv.gz',
  );
const rows = (n: number) => Array.from({ length: n }, (_, i) => `2026-11-01,A-${i},5\n`).join('');

describe('the first part of a file', () => {
  it('is all of a small one, last line end or not', async () =>
    expect(await (await firstPart(file('a,b\n1,2'), 100)).text()).toBe('a,b\n1,2'));

  it.each([40, 77, 500])('is whole lines of a large one: %i bytes', async (most) => {
    const text = `date,sku,qty\n${rows(100)}`;
    const part = await (await firstPart(file(text), most)).text();
    expect(text.startsWith(part)).toBe(true);
    expect(part.endsWith('\n')).toBe(true);
    expect(part.length).toBeLessThanOrEqual(most);
    expect(part.length).toBeGreaterThan(most - 25);
  });

  it('does not end inside quotes', async () => {
    const part = await (await firstPart(file(`a,b\n1,2\n3,4\n"5\n\n${'x'.repeat(9)}",6\n`), 20)).text();
    expect(part).toBe('a,b\n1,2\n3,4\n');
  });

  it('is not misled by an inch mark', async () => {
    const part = await (await firstPart(file(`id,name\n1,pipe 2"\n${rows(50)}`), 400)).text();
    expect(part.length).toBeGreaterThan(370);
  });

  it('is unpacked where the file is compressed', async () => {
    const text = `date,sku,qty\n${rows(5000)}`;
    const part = await (await firstPart(await zipped(text), 1000)).text();
    expect(text.startsWith(part)).toBe(true);
    expect(part.length).toBeGreaterThan(970);
    expect(await (await firstPart(await zipped('a,b\n1,2\n'), 1000)).text()).toBe('a,b\n1,2\n');
  });

  it('leaves broken compression for the API to refuse', async () => {
    const broken = new File([new Uint8Array([0x1f, 0x8b, 1, 2, 3])], 'x.gz');
    expect((await firstPart(broken, 100)).size).toBe(5);
  });
});

describe('the first lines of a file', () => {
  it('are shown as they stand, in the encoding it is read in', async () => {
    const text = new Uint8Array([0x4d, 0x65, 0x6e, 0x67, 0x65, 0x3b, 0xe4, 0x0d, 0x0a, 0x35]);
    const bytes = await firstBytes(new File([text], 'till.csv'));
    expect(firstLines(bytes, 'windows-1252')).toEqual(['Menge;ä', '5']);
    expect(firstLines(bytes, 'mac-roman')).toEqual(['Menge;‰', '5']);
    const little = new Uint8Array([0xff, 0xfe, 0x71, 0, 0x0a, 0, 0x35, 0]);
    expect(firstLines(little, 'utf-16')).toEqual(['q', '5']);
    const big = new Uint8Array([0xfe, 0xff, 0, 0x71, 0, 0x0a, 0, 0x35]);
    expect(firstLines(big, 'utf-16')).toEqual(['q', '5']);
  });
  it('are not shown of what is no text', () =>
    expect(firstLines(new Uint8Array([80, 75, 0, 0]), 'utf-8')).toEqual([]));
});

describe('The API’s words on the page', () => {
  it.each([
    ['Not clear. Pass sku_map= to say which.', 'Not clear.'],
    ['Write all in one form; or pass date_format=, and others are rejected.', 'Write all in one form.'],
    ['Dates were read as D/M; pass that as date_format with the rest.', 'Dates were read as D/M.'],
    ['Create it first, or upload with on_unknown_product=create.', 'Create it first.'],
    ['Compasses pass the time. All is well.', 'Compasses pass the time. All is well.'],
  ])('are without those to a program: %s', (said, shown) => {
    expect(withoutParameters(said)).toBe(shown);
  });

  it('propose an id that can be kept', () => {
    expect(['Größe 7/b', '#12', 'A-1', '…'].map(keepable)).toEqual(['Grosse-7-b', '12', 'A-1', '']);
  });
});

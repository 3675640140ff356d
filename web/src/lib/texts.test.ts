import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const FILES = import.meta.glob<string>(
  ['../**/*.{ts,tsx}', '!../test/**', '!../**/*.test.*', '!../api/schema.d.ts'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

/** Rows of the example files that can be downloaded are for programs. */
const EXAMPLE_ROWS = /^[\w-]+(,\S[^,]*){3}/;

/** What a person reads: text between tags, and every other text with a blank in it, such as a label or a sentence. */
function textsOf(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text);
    else if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    ) {
      if (/\s/.test(node.text.trim()) || ts.isJsxAttribute(node.parent)) found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '' && !text.startsWith('/') && !EXAMPLE_ROWS.test(text));
}

const TEXTS = Object.entries(FILES).flatMap(([file, source]) =>
  textsOf(file, source).map((text) => `${file}: ${text}`),
);

const saying = (wrong: RegExp) => TEXTS.filter((text) => wrong.test(text));

describe('the words of the pages', () => {
  it('are found', () => {
    expect(TEXTS.length).toBeGreaterThan(700);
    expect(saying(/: Make drafts$/)).not.toEqual([]);
  });

  it('are a buyer’s, not a program’s', () => {
    expect(saying(/x-api-key|\b(PUT|PATCH|POST|GET|HTTP|JSON|ETag|SKUs?|ISO 8601)\b/)).toEqual([]);
    expect(
      saying(/\b(payload|endpoint|query parameter|boolean|null|undefined|timestamp|idempoten\w*)\b/i),
    ).toEqual([]);
    expect(saying(/\b[a-z]+_[a-z_]+\b/)).toEqual([]);
  });

  it('write per cent in one way', () => {
    expect(saying(/\d\s+%/)).toEqual([]);
  });

  it('use one kind of apostrophe', () => {
    expect(saying(/[a-z]'[a-z]/)).toEqual([]);
  });
});

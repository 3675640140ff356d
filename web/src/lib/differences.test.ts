import { describe, expect, it } from 'vitest';
import { changes, differences, merged, type Field } from './differences';

interface Thing {
  name: string;
  size: number;
  tags: string[];
}
const FIELDS: Field<Thing>[] = [
  { key: 'name', label: 'Name' },
  { key: 'size', label: 'Size', show: ({ size }) => `${size} units` },
  { key: 'tags', label: 'Tags' },
];
const before: Thing = { name: 'a', size: 1, tags: ['x'] };

describe('two versions of the same thing', () => {
  it('suggests whose value only one person changed, and nothing where both did', () => {
    const mine = { ...before, name: 'b', size: 2 };
    const theirs = { ...before, size: 3, tags: ['y'] };
    expect(differences(before, mine, theirs, FIELDS)).toEqual([
      { key: 'name', label: 'Name', before: 'a', mine: 'b', theirs: 'a', suggested: 'mine' },
      { key: 'size', label: 'Size', before: '1 units', mine: '2 units', theirs: '3 units', suggested: null },
      { key: 'tags', label: 'Tags', before: 'x', mine: 'x', theirs: 'y', suggested: 'theirs' },
    ]);
  });
  it('does not speak of what both changed to the same', () => {
    const both = { ...before, tags: ['z'] };
    expect(differences(before, both, structuredClone(both), FIELDS)).toEqual([]);
  });
  it('keeps of theirs what was not chosen', () => {
    const mine = { name: 'b', size: 2, tags: [] };
    const theirs = { name: 'c', size: 3, tags: ['y'] };
    expect(merged(mine, theirs, { name: 'mine', size: 'theirs' })).toEqual({
      name: 'b',
      size: 3,
      tags: ['y'],
    });
  });
  it('sends what differs and nothing else', () =>
    expect(changes(before, { ...before, tags: ['x'], size: 5 })).toEqual({ size: 5 }));
});

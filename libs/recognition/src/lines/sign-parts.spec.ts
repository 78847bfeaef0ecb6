import type { Candidate } from '@numera/vision';
import type { PartEvidence } from './part-evidence';
import { signParts } from './sign-parts';

/** Parts of a line: from, to, width in heights, and how surely there is no digit. */
type Part = readonly [from: number, to: number, width: number, blank: number];

const partsOf = (...parts: Part[]) =>
  signParts(
    parts.map(([from, to, width]): Candidate => {
      const box = { x: 10 * from, y: 0, width: 10 * (to - from), height: 9 };
      return { from, to, shape: { width }, glyph: { box } } as Candidate;
    }),
    parts.map(([, , , blank]): PartEvidence => ({ digits: new Float64Array(10), gap: 0, blank })),
  ).map(({ from, to, blank, box }) => [from, to, blank, box.x, box.width]);

it('a wide part without a digit may be passed over, a narrow one or one with a digit not', () => {
  expect(partsOf([0, 1, 0.6, -0.5], [1, 2, 0.2, -0.5], [2, 3, 0.6, -9])).toEqual(
    expect.arrayContaining([
      [0, 1, -0.5, 0, 10],
      [0, 2, -1, 0, 20],
    ]),
  );
  expect(partsOf([0, 1, 0.2, 0], [1, 2, 0.2, 0])).toEqual([]);
  expect(partsOf([0, 1, 0.6, -3])).toEqual([]);
});

it('narrow parts on either side go with a wide one, three in a row at most', () => {
  const found = partsOf([0, 1, 0.2, 0], [1, 2, 0.6, 0], ...[2, 3, 4, 5].map((from): Part => [from, from + 1, 0.1, 0]));
  const ends = found.map(([from, to]) => `${from} ${to}`);
  expect(ends).toEqual(expect.arrayContaining(['1 2', '0 2', '1 3', '0 3', '1 4', '1 5']));
  expect(ends).not.toContain('1 6');
  expect(new Set(ends).size).toBe(ends.length);
});

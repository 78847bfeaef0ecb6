import { drawLines, FOUR_LINES, linesAt, SEVEN_LINES } from '@numera/testing';
import { findCandidates } from './find-candidates';
import type { CandidateLine } from './line-candidates';
import { withParts } from './line-parts';

const touching = (): CandidateLine =>
  findCandidates(drawLines(200, 100, [...linesAt(FOUR_LINES, 10, 10, 80), ...linesAt(FOUR_LINES, 66, 10, 80)]))[0]!;
/** What a candidate reaches over, in columns of the line's ink. */
const reachOf = ({ ink }: CandidateLine, { from, to }: { from: number; to: number }): [number, number] => [
  ink!.cuts[from]!,
  ink!.cuts[to]!,
];

describe('a line and parts that someone sees in it', () => {
  const line = touching();
  const { cuts } = line.ink!;
  const last = cuts.at(-1)!;
  // In the middle of the widest piece, where no cut is yet.
  const widest = cuts.slice(1).reduce((best, cut, i) => (cut - cuts[i]! > cuts[best + 1]! - cuts[best]! ? i : best), 0);
  const column = (cuts[widest]! + cuts[widest + 1]!) / 2;
  const cut = withParts(line, [
    { left: 0, right: column },
    { left: column, right: 10 * last },
  ]);

  it('has a candidate for each part, from end to end', () => {
    const added = cut.candidates.slice(line.candidates.length);
    expect(added.map(({ from, to }) => [from, to])).toEqual([
      [0, expect.any(Number)],
      [expect.any(Number), cut.pieces],
    ]);
    expect(reachOf(cut, added[0]!)[1]).toBeCloseTo(column, 6);
    expect(added.every(({ glyph }) => glyph.pixels.some((value) => value > 0.5))).toBe(true);
    expect(added[0]!.glyph.box.x + added[0]!.glyph.box.width).toBeLessThan(added[1]!.glyph.box.x + added[1]!.glyph.box.width);
  });

  it('keeps the candidates that were there, over the same ink', () => {
    line.candidates.forEach((candidate, i) => {
      expect(cut.candidates[i]!.glyph).toBe(candidate.glyph);
      expect(reachOf(cut, cut.candidates[i]!)).toEqual(reachOf(line, candidate));
    });
  });

  it('is not cut again where it is cut already', () => {
    const middle = cuts[1]!;
    const again = withParts(line, [{ left: 0, right: middle + 0.5 }]);
    expect(again.pieces).toBe(line.pieces);
  });
});

it('a line that is one digit has no ink to cut', () => {
  const [single] = findCandidates(drawLines(200, 200, linesAt(SEVEN_LINES, 20, 20, 160), 14));
  expect(withParts(single!, [{ left: 0, right: 10 }])).toBe(single);
});

it('endless parts are bounded', () => {
  const line = touching();
  const parts = Array.from({ length: 5000 }, (_, i) => ({ left: i / 50, right: (i + 1) / 50 }));
  expect(withParts(line, parts).candidates.length).toBeLessThan(line.candidates.length + 300);
});

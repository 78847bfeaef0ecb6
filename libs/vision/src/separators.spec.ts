import { drawLines, FOUR_LINES, linesAt, SEVEN_LINES, type DrawnLine } from '@numera/testing';
import { findCandidates } from './find-candidates';
import type { Box } from './raster';

/** Digits of 80 pixels, 110 apart, and some marks. Their ink reaches from y 18 to 82, the second one's from x 136 to 184. */
const line = (...marks: DrawnLine[]) => {
  const digits = [10, 120, 230].flatMap((x, i) => linesAt(i === 1 ? FOUR_LINES : SEVEN_LINES, x, 10, 80));
  const [found] = findCandidates(drawLines(340, 120, [...digits, ...marks]));
  return found!;
};

describe('a mark between digits is no digit but', () => {
  const cases: readonly (readonly [symbol: string, name: string, marks: DrawnLine[]])[] = [
    ['.', 'a point', [[206, 80, 206, 81]]],
    [',', 'a comma', [[208, 78, 202, 94]]],
    ['-', 'a dash', [[198, 50, 220, 50]]],
    [':', 'a colon', [[206, 35, 206, 36], [206, 70, 206, 71]]],
    ["'", 'an apostrophe', [[208, 12, 206, 24]]],
  ]; // prettier-ignore
  it.each(cases)('%s for %s', (symbol, _name, marks) => {
    const { separators, candidates, pieces } = line(...marks);
    expect(separators).toHaveLength(1);
    expect(separators![0]).toMatchObject({ symbol, row: 0 });
    // Of the line's pieces those of two digits stand before it: some candidate ends there, and one begins.
    const { piecesBefore, box } = separators![0]!;
    expect(candidates.some(({ to }) => to === piecesBefore)).toBe(true);
    expect(candidates.some(({ from }) => from === piecesBefore)).toBe(true);
    expect(piecesBefore).toBeLessThan(pieces);
    expect(box.x).toBeGreaterThan(190);
    expect(box.x + box.width).toBeLessThan(226);
    const isMark = (other: Box): boolean => other.x > 190 && other.x + other.width < 226;
    expect(candidates.some(({ glyph }) => isMark(glyph.box))).toBe(false);
  });

  it('nothing for a speck, and nothing for a rule below', () => {
    const speck: DrawnLine = [206, 60, 206, 60.1];
    expect(line([20, 104, 300, 104]).separators).toEqual([]);
    expect(findCandidates(drawLines(340, 120, [...linesAt(FOUR_LINES, 10, 10, 80), ...linesAt(FOUR_LINES, 200, 10, 80), speck], 2))[0]!.separators).toEqual([]); // prettier-ignore
  });
});

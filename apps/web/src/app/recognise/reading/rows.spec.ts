import type { ReadGlyph, Separator } from '@numera/contracts';
import { digitAfterKey, leastSure, rowsOf } from './rows';

const glyph = (label: string, row: number, x: number, confidence = 0.99): ReadGlyph => ({
  label,
  digit: Number(label),
  confidence,
  probabilities: Array.from({ length: 10 }, (_, digit) => (digit === Number(label) ? confidence : (1 - confidence) / 9)),
  box: { x, y: row * 50, width: 20, height: 40 },
  row,
});
const mark = (symbol: string, row: number, after: number): Separator => ({ symbol, row, after, box: { x: 0, y: 0, width: 4, height: 4 } });
/** 12 above 345. */
const glyphs = [glyph('1', 0, 0), glyph('2', 0, 100), glyph('3', 1, 0), glyph('4', 1, 90, 0.6), glyph('5', 1, 130)];
const written = (rows: ReturnType<typeof rowsOf>): string[] =>
  rows.map((row) => row.map((token) => (token.kind === 'digit' ? token.glyph.label : token.mark.symbol)).join(''));

describe('the rows of a reading', () => {
  it('hold its digits in order', () => {
    expect(written(rowsOf({ glyphs }))).toEqual(['12', '345']);
  });

  it('hold the marks where they stand: before, between and after digits', () => {
    const separators = [mark('€', 0, -1), mark(',', 0, 0), mark('-', 0, 1), mark('#', 1, 1), mark('.', 1, 3)];
    expect(written(rowsOf({ glyphs, separators }))).toEqual(['€1,2-', '#34.5']);
  });

  it('hold a row that is nothing but marks', () => {
    const separators = [mark('¤', 1, 1), mark('¤', 1, 1)];
    const below = glyphs.map((one) => ({ ...one, row: one.row * 2 }));
    expect(written(rowsOf({ glyphs: below, separators }))).toEqual(['12', '¤¤', '345']);
  });

  it('are none when nothing was read', () => {
    expect(rowsOf({ glyphs: [] })).toEqual([]);
  });
});

describe('the keys', () => {
  it.each([
    [1, 'ArrowRight', 2],
    [4, 'ArrowRight', 4],
    [0, 'ArrowLeft', 0],
    [2, 'Home', 0],
    [0, 'End', 4],
    [1, 'ArrowDown', 3],
    [4, 'ArrowUp', 1],
    [0, 'ArrowUp', 0],
    [2, 'ArrowDown', 2],
  ])('lead from digit %i by %s to digit %i', (from, key, to) => {
    expect(digitAfterKey(glyphs, from, key)).toBe(to);
  });

  it('that do not move are left to the browser', () => {
    expect(digitAfterKey(glyphs, 0, 'Tab')).toBeNull();
  });
});

it('the least sure digit is the one to look at', () => {
  expect(leastSure(glyphs)).toBe(3);
  expect(leastSure([])).toBe(0);
});

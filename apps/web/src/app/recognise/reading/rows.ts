import type { Prediction, ReadGlyph, Separator } from '@numera/contracts';

/** A digit of a reading with its place in the order of reading, or a mark between digits. */
export type Token =
  { readonly kind: 'digit'; readonly index: number; readonly glyph: ReadGlyph } | { readonly kind: 'mark'; readonly mark: Separator };

/** What was read, row by row from the top, each from left to right, with the marks where they stand. */
export function rowsOf({ glyphs, separators = [] }: Pick<Prediction, 'glyphs' | 'separators'>): Token[][] {
  const numbers = [...new Set([...glyphs, ...separators].map(({ row }) => row))].sort((a, b) => a - b);
  const marks = (row: number, after?: number): Token[] =>
    separators.filter((mark) => mark.row === row && (after === undefined || mark.after === after)).map((mark) => ({ kind: 'mark', mark }));
  return numbers.map((row) => {
    const digits = glyphs.flatMap((glyph, index) => (glyph.row === row ? [{ glyph, index }] : []));
    const [first] = digits;
    if (first === undefined) return marks(row);
    return [
      // A mark that opens a row comes after the last digit of the row above, or after none.
      ...marks(row, first.index - 1),
      ...digits.flatMap(({ glyph, index }): Token[] => [{ kind: 'digit', index, glyph }, ...marks(row, index)]),
    ];
  });
}

/** Where a key leads from a digit: along the reading, to its ends, or to the digit nearest above or below. Null for any other key. */
export function digitAfterKey(glyphs: readonly ReadGlyph[], index: number, key: string): number | null {
  const last = glyphs.length - 1;
  if (key === 'ArrowLeft') return Math.max(0, index - 1);
  if (key === 'ArrowRight') return Math.min(last, index + 1);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'ArrowUp') return nearestInRow(glyphs, index, -1);
  if (key === 'ArrowDown') return nearestInRow(glyphs, index, 1);
  return null;
}

const middleOf = ({ box }: ReadGlyph): number => box.x + box.width / 2;

function nearestInRow(glyphs: readonly ReadGlyph[], index: number, step: 1 | -1): number {
  const from = glyphs[index];
  if (!from) return index;
  const beyond = glyphs.filter(({ row }) => (row - from.row) * step > 0).map(({ row }) => row);
  const row = step > 0 ? Math.min(...beyond) : Math.max(...beyond);
  const distance = (glyph: ReadGlyph): number => Math.abs(middleOf(glyph) - middleOf(from));
  return glyphs.reduce((best, glyph, i) => {
    const soFar = glyphs[best];
    if (glyph.row !== row || !soFar) return best;
    return soFar.row !== row || distance(glyph) < distance(soFar) ? i : best;
  }, index);
}

/** The digit that the model is least sure of, by its place in the order of reading; 0 when there is none. */
export function leastSure(glyphs: readonly ReadGlyph[]): number {
  return glyphs.reduce((least, { confidence }, index) => (confidence < (glyphs[least]?.confidence ?? 1) ? index : least), 0);
}

/** A text of several rows on one line, as a heading and a list show it. */
export const asLine = (text: string): string => text.split('\n').join(' · ');

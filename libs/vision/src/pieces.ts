import { around, wholeOf } from './digit';
import type { Ink } from './ink';
import type { Line, Word } from './lines';
import type { Box, Raster } from './raster';
import { seamsOf } from './seams';
import type { Seam } from './seams';
import { strokeWidthOf } from './stroke-width';

/** A line in the smallest parts that it may be cut into, from left to right. */
export interface Pieces {
  /** For each pixel of the line's area 0, or 1 + the index of its piece. */
  readonly labels: Int32Array;
  readonly list: readonly Piece[];
  readonly strokeWidth: number;
}

export interface Piece {
  readonly box: Box;
  /** Index of the word that it is part of. */
  readonly word: number;
  /** Ink cut through on its left, in stroke widths; 0 where the word begins. */
  readonly cut: number;
}

/** A body narrower than this (in line heights) is one digit. */
const LEAST_WIDTH = 0.6;

/** Cuts the words of a line wherever a digit might end. */
export function piecesOf(ink: Ink, components: Int32Array, line: Line): Pieces {
  const labels = new Int32Array(components.length);
  const list: Piece[] = [];
  const widths: number[] = [];
  line.words.forEach((word, index) => {
    const body = maskOf(ink, components, word);
    const strokeWidth = strokeWidthOf(body, wholeOf(body));
    widths.push(strokeWidth);
    const seams = body.width < LEAST_WIDTH * line.height ? [] : seamsOf(body, strokeWidth, line.height);
    list.push(...label(labels, components, ink.width, word, seams, list.length).map((piece) => ({ ...piece, word: index })));
  });
  widths.sort((a, b) => a - b);
  return { labels, list, strokeWidth: widths[widths.length >> 1] ?? 1 };
}

/** A word's body alone, as a raster of its box. */
function maskOf(ink: Ink, components: Int32Array, { body }: Word): Raster {
  const { x, y, width, height } = body.box;
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0, at = (y + row) * ink.width + x; column < width; column++, at++) {
      if (components[at] === body.label) data[row * width + column] = ink.data[at]!;
    }
  }
  return { width, height, data };
}

/** Writes the word's pieces into `labels`; a small piece goes to where its middle lies. */
function label(
  labels: Int32Array,
  components: Int32Array,
  width: number,
  { body, bits }: Word,
  seams: readonly Seam[],
  first: number,
): Omit<Piece, 'word'>[] {
  const boxes: (Box | null)[] = Array.from({ length: seams.length + 1 }, () => null);
  const sideOf = (x: number, y: number): number => {
    const row = Math.max(0, Math.min(body.box.height - 1, y - body.box.y));
    // Seams stand in order: halving, for a long word may have hundreds.
    let [side, end] = [0, seams.length];
    while (side < end) {
      const middle = (side + end) >> 1;
      if (seams[middle]!.columns[row]! <= x - body.box.x) side = middle + 1;
      else end = middle;
    }
    return side;
  };
  const put = (at: number, x: number, y: number, side: number): void => {
    labels[at] = first + side + 1;
    const pixel = { x, y, width: 1, height: 1 };
    const box = boxes[side];
    boxes[side] = box ? around(box, pixel) : pixel;
  };
  for (const patch of [body, ...bits]) {
    const { box } = patch;
    const fixed = patch === body ? null : sideOf(box.x + box.width / 2, box.y + box.height / 2);
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x, at = y * width + x; x < box.x + box.width; x++, at++) {
        if (components[at] === patch.label) put(at, x, y, fixed ?? sideOf(x, y));
      }
    }
  }
  return boxes.map((box, side) => ({
    box: box ?? { x: body.box.x, y: body.box.y, width: 0, height: 0 },
    cut: side === 0 ? 0 : seams[side - 1]!.cost,
  }));
}

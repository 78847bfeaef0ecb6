import type { Box, Glyph } from './raster';
import { GLYPH_SIDE, GLYPH_SIZE } from './raster';
import { strokeWidthOf } from './stroke-width';

/** How a digit is written. */
export interface Descriptors {
  /** Mean width of its strokes in shares of its height. */
  readonly strokeWidth: number;
  /** Degrees that it leans to the right (to the left negative). */
  readonly slant: number;
  /** Width by height, in the image. */
  readonly aspect: number;
  /** Share of its box that is ink. */
  readonly inkShare: number;
  /** Closed loops. */
  readonly loops: number;
}

/** Ink of at least this much belongs to the digit. */
const INK = 0.3;
/** Paper less covered than this is open: a loop drawn small in a glyph is never quite white. */
const PAPER = 0.35;
/** A loop of fewer pixels is a flaw of the pen. */
const LEAST_LOOP = 2;

/** Measures a glyph. Hair lines and brushes, which normalising makes as wide as others are, measure as they are in the glyph. */
export function describe({ pixels, box }: Pick<Glyph, 'pixels' | 'box'>): Descriptors {
  const tight = inkBox(pixels);
  const data = new Uint8Array(GLYPH_SIZE);
  let ink = 0;
  for (let i = 0; i < GLYPH_SIZE; i++) {
    data[i] = Math.round(pixels[i]! * 255);
    ink += pixels[i]!;
  }
  const area = Math.max(1, tight.width * tight.height);
  return {
    strokeWidth: strokeWidthOf({ width: GLYPH_SIDE, height: GLYPH_SIDE, data }, tight) / Math.max(1, tight.height),
    slant: slantOf(pixels),
    aspect: box.height === 0 ? 0 : box.width / box.height,
    inkShare: Math.min(1, ink / area),
    loops: loopsIn(pixels),
  };
}

function inkBox(pixels: Float32Array): Box {
  let left = GLYPH_SIDE;
  let top = GLYPH_SIDE;
  let right = 0;
  let bottom = 0;
  for (let y = 0, at = 0; y < GLYPH_SIDE; y++) {
    for (let x = 0; x < GLYPH_SIDE; x++, at++) {
      if (pixels[at]! < INK) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** By the moments of the ink: how far it moves to the left from one row to the next below, as an angle. */
function slantOf(pixels: Float32Array): number {
  let [mass, sumX, sumY, sumXY, sumYY] = [0, 0, 0, 0, 0];
  for (let y = 0, at = 0; y < GLYPH_SIDE; y++) {
    for (let x = 0; x < GLYPH_SIDE; x++, at++) {
      const value = pixels[at]!;
      mass += value;
      sumX += value * x;
      sumY += value * y;
      sumXY += value * x * y;
      sumYY += value * y * y;
    }
  }
  const down = mass === 0 ? 0 : sumYY - (sumY * sumY) / mass;
  if (down <= 0) return 0;
  const across = sumXY - (sumX * sumY) / mass;
  return (Math.atan(-across / down) * 180) / Math.PI || 0;
}

/** Patches of paper (4-connected) that do not reach the border. */
function loopsIn(pixels: Float32Array): number {
  const isPaper = new Uint8Array(GLYPH_SIZE);
  for (let i = 0; i < GLYPH_SIZE; i++) if (pixels[i]! < PAPER) isPaper[i] = 1;
  const stack = new Int32Array(GLYPH_SIZE);
  let loops = 0;
  for (let start = 0; start < GLYPH_SIZE; start++) {
    if (!isPaper[start]) continue;
    let size = 0;
    let depth = 1;
    let isOpen = false;
    stack[0] = start;
    isPaper[start] = 0;
    const visit = (next: number): void => {
      if (!isPaper[next]) return;
      isPaper[next] = 0;
      stack[depth++] = next;
    };
    while (depth > 0) {
      const at = stack[--depth]!;
      const x = at % GLYPH_SIDE;
      size++;
      if (x === 0 || x === GLYPH_SIDE - 1 || at < GLYPH_SIDE || at >= GLYPH_SIZE - GLYPH_SIDE) isOpen = true;
      if (x > 0) visit(at - 1);
      if (x < GLYPH_SIDE - 1) visit(at + 1);
      visit(at - GLYPH_SIDE);
      visit(at + GLYPH_SIDE);
    }
    if (!isOpen && size >= LEAST_LOOP) loops++;
  }
  return loops;
}

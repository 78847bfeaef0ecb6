import { GLYPH_SIDE, GLYPH_SIZE } from '@numera/vision';
import { between, type Random } from '../strokes/random';

/** How far a glyph may be changed while training; each change is drawn evenly from minus to plus its limit. */
export interface Augmentation {
  /** Degrees. */
  readonly rotation: number;
  /** Share by which each axis grows or shrinks. */
  readonly scale: number;
  /** Columns a row moves for each row away from the centre. */
  readonly shear: number;
  /** Pixels, on each axis. */
  readonly shift: number;
  /** How far strokes grow (dilation) or shrink (erosion), as the share of a full step of one pixel. */
  readonly thickness: number;
}

const SIDE = GLYPH_SIDE;
const CENTRE = (SIDE - 1) / 2;

/**
 * Writes a changed copy of a glyph (784 bytes) to `target` at `at`, as values in [0, 1]: an affine map about the centre with bilinear
 * sampling, after thickening or thinning. The same stream of chance gives the same copy.
 */
export function augment(source: Uint8Array, target: Float32Array, at: number, limits: Augmentation, random: Random): void {
  const signed = (): number => between(random, -1, 1);
  const angle = (limits.rotation * Math.PI * signed()) / 180;
  const [scaleX, scaleY] = [1 + limits.scale * signed(), 1 + limits.scale * signed()];
  const shear = limits.shear * signed();
  const [shiftX, shiftY] = [limits.shift * signed(), limits.shift * signed()];
  const inked = thicken(source, limits.thickness * signed());

  // The map goes from a target pixel to where its value is read, so it is the inverse: its size divides.
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [xx, xy] = [(cos + shear * sin) / scaleX, (sin - shear * cos) / scaleX];
  const [yx, yy] = [-sin / scaleY, cos / scaleY];
  for (let row = 0; row < SIDE; row++) {
    const down = row - CENTRE - shiftY;
    for (let column = 0; column < SIDE; column++) {
      const across = column - CENTRE - shiftX;
      target[at + row * SIDE + column] = sample(inked, xx * across + xy * down + CENTRE, yx * across + yy * down + CENTRE) / 255;
    }
  }
}

/** Bilinear value at a place between pixels; paper outside. */
function sample(pixels: ArrayLike<number>, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= SIDE - 1 || top >= SIDE - 1) return 0;
  const [right, bottom] = [x - left, y - top];
  const at = top * SIDE + left;
  const upper = (pixels[at] ?? 0) * (1 - right) + (pixels[at + 1] ?? 0) * right;
  const lower = (pixels[at + SIDE] ?? 0) * (1 - right) + (pixels[at + SIDE + 1] ?? 0) * right;
  return upper * (1 - bottom) + lower * bottom;
}

/** Blends a glyph with its dilation (amount > 0) or erosion (amount < 0) by a cross of one pixel. */
function thicken(source: Uint8Array, amount: number): ArrayLike<number> {
  if (amount === 0) return source;
  const extreme = amount > 0 ? Math.max : Math.min;
  const share = Math.abs(amount);
  const changed = new Float32Array(GLYPH_SIZE);
  for (let at = 0; at < GLYPH_SIZE; at++) {
    const own = source[at] ?? 0;
    const column = at % SIDE;
    let end = extreme(own, source[at - SIDE] ?? 0, source[at + SIDE] ?? 0);
    end = extreme(end, column > 0 ? (source[at - 1] ?? 0) : 0, column < SIDE - 1 ? (source[at + 1] ?? 0) : 0);
    changed[at] = own + (end - own) * share;
  }
  return changed;
}

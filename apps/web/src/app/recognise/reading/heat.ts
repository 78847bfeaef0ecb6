import { GLYPH_SIDE } from './seen-glyph';

/** Names of the ninths of a glyph, row by row. */
export const NINTHS = ['topLeft', 'top', 'topRight', 'left', 'middle', 'right', 'bottomLeft', 'bottom', 'bottomRight'] as const;
export type Ninth = (typeof NINTHS)[number];

/** The ninth of a glyph's map (28x28, row by row) that holds most of it; null for a map of zeros. For those who cannot see the map. */
export function warmest(map: readonly number[]): Ninth | null {
  const sums = NINTHS.map(() => 0);
  const third = (at: number): number => Math.min(2, Math.floor((at * 3) / GLYPH_SIDE));
  map.forEach((value, at) => {
    const ninth = 3 * third(Math.floor(at / GLYPH_SIDE)) + third(at % GLYPH_SIDE);
    sums[ninth] = (sums[ninth] ?? 0) + value;
  });
  const most = Math.max(...sums);
  return most > 0 ? (NINTHS[sums.indexOf(most)] ?? null) : null;
}

/** Parts of a colour and of another laid over it, 0 to 255 each; `share` of the second. */
const over = (below: readonly number[], above: readonly number[], share: number): number[] =>
  below.map((part, i) => part + ((above[i] ?? part) - part) * share);

/** The most that a map hides of the glyph under it. */
const MOST_COVER = 0.85;

/**
 * A glyph (28x28 in [0, 1], ink 1) as RGBA, with a map of the same shape over it. Colours are parts of red, green and blue, 0 to 255.
 */
export function pixelsOf(
  glyph: ArrayLike<number>,
  map: ArrayLike<number> | null,
  colours: { readonly paper: readonly number[]; readonly ink: readonly number[]; readonly heat: readonly number[] },
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * GLYPH_SIDE * GLYPH_SIDE);
  for (let at = 0; at < GLYPH_SIDE * GLYPH_SIDE; at++) {
    const written = over(colours.paper, colours.ink, glyph[at] ?? 0);
    pixels.set([...over(written, colours.heat, MOST_COVER * (map?.[at] ?? 0)), 255], 4 * at);
  }
  return pixels;
}

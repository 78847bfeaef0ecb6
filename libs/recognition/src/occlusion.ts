import { GLYPH_SIDE, GLYPH_SIZE } from '@numera/vision';
import { softmax } from './softmax';

/** Side of the patch of paper that is laid over the glyph, and how far it moves: a stroke and what is around it. */
const PATCH = 6;
const STRIDE = 2;
const PLACES = (GLYPH_SIDE - PATCH) / STRIDE + 1;
/** A patch on less ink than this hides nothing. */
const LEAST_INK = 0.5;
/** Patches fade towards their edges, or the network would see the edges. */
const FADE = Float32Array.from({ length: PATCH * PATCH }, (_, i) => {
  const edge = (at: number): number => Math.min(1, (Math.min(at, PATCH - 1 - at) + 1) / 2);
  return edge(i % PATCH) * edge(Math.floor(i / PATCH));
});

/** A glyph with paper over one part of it. */
export interface Occluded {
  readonly x: number;
  readonly y: number;
  readonly pixels: Float32Array;
}

/** The glyph with each part of it hidden in turn, 6x6 pixels every 2, parts without ink left out: at most 144. */
export function occlusionsOf(glyph: Float32Array): Occluded[] {
  const all: Occluded[] = [];
  for (let place = 0; place < PLACES * PLACES; place++) {
    const [x, y] = [(place % PLACES) * STRIDE, Math.floor(place / PLACES) * STRIDE];
    const pixels = glyph.slice();
    let hidden = 0;
    for (let i = 0; i < PATCH * PATCH; i++) {
      const at = (y + Math.floor(i / PATCH)) * GLYPH_SIDE + x + (i % PATCH);
      const covered = pixels[at]! * FADE[i]!;
      hidden += covered;
      pixels[at] = pixels[at]! - covered;
    }
    if (hidden >= LEAST_INK) all.push({ x, y, pixels });
  }
  return all;
}

/**
 * What in a glyph speaks for a label, 0 to 1 (Zeiler and Fergus 2014, "Visualizing and Understanding Convolutional Networks"): how much the
 * label's log-odds fall when a part is hidden, averaged at each pixel over the parts that cover it, the most being 1. `whole` is the glyph's row
 * of logits, `hidden` a row for each of `occlusionsOf(glyph)`. All 0 where hiding nothing makes the label less likely.
 */
export function occlusionMap(
  occluded: readonly Occluded[],
  whole: ArrayLike<number>,
  hidden: readonly ArrayLike<number>[],
  label: number,
): number[] {
  const before = logOdds(whole, label);
  const fall = new Float64Array(GLYPH_SIZE);
  const weight = new Float64Array(GLYPH_SIZE);
  for (const [k, { x, y }] of occluded.entries()) {
    const lost = Math.max(0, before - logOdds(hidden[k]!, label));
    for (let i = 0; i < PATCH * PATCH; i++) {
      const at = (y + Math.floor(i / PATCH)) * GLYPH_SIDE + x + (i % PATCH);
      fall[at]! += lost * FADE[i]!;
      weight[at]! += FADE[i]!;
    }
  }
  const mean = fall.map((sum, i) => (weight[i] === 0 ? 0 : sum / weight[i]!));
  const most = mean.reduce((a, b) => Math.max(a, b), 0);
  // Two decimals: more than an eye sees, and a third of the bytes.
  return Array.from(mean, (value) => (most === 0 ? 0 : Math.round((100 * value) / most) / 100));
}

function logOdds(logits: ArrayLike<number>, label: number): number {
  const share = Math.min(1 - 1e-9, Math.max(1e-9, softmax(logits)[label] ?? 0));
  return Math.log(share / (1 - share));
}

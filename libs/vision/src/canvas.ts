import { boxAround } from './regions';
import type { Region } from './regions';

/**
 * A drawing surface in a window, a label on a box: it covers `share` of the picture at least, is of one level over `filled` of its box (strokes
 * leave more of theirs empty) and along `straight` of the box's outline, and something lies on it: `ink` of the box.
 */
const CANVAS = { share: 0.35, filled: 0.7, straight: 0.9, ink: 0.005 };

/** The label of the region that is a canvas with something on it, if any of `regions` is; the largest. Labels are of a picture `width` wide. */
export function canvasAmong(labels: Int32Array, regions: readonly Region[], width: number): number | null {
  const large = regions.filter(({ area }) => area >= CANVAS.filled * CANVAS.share * labels.length).sort((a, b) => b.area - a.area);
  return large.find((region) => isCanvas(labels, region, width))?.label ?? null;
}

function isCanvas(labels: Int32Array, { label, area }: Region, width: number): boolean {
  const isOwn = Uint8Array.from(labels, (other) => (other === label ? 1 : 0));
  const { x: left, y: top, width: across, height: down } = boxAround(isOwn, width);
  const [right, bottom] = [left + across - 1, top + down - 1];
  const box = across * down;
  if (box < CANVAS.share * labels.length || area < CANVAS.filled * box || box - area < CANVAS.ink * box) return false;
  let own = 0;
  for (let x = left; x <= right; x++) own += isOwn[top * width + x]! + isOwn[bottom * width + x]!;
  for (let y = top; y <= bottom; y++) own += isOwn[y * width + left]! + isOwn[y * width + right]!;
  return own >= CANVAS.straight * 2 * (across + down);
}

import type { Raster } from '@numera/vision';
import { between, type Random } from '../strokes/random';
import type { LabelledRaster } from './glyph-set';
import { SIDE, SIZE, drawLine, type Plane } from './families/plane';

/** Ink above this (of 1) belongs to a stroke's body. */
const BODY = 0.5;

const DEGREE = Math.PI / 180;
/** Slashes are rarer than the others. */
const SLASHED = 0.4;

/** Box of the body of the ink; null without any. */
interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Redraws a share of the 0s, 1s and 7s among MNIST's rasters (28x28, ink 255) as other countries write them, with strokes of their own width
 * and darkness: a slash through 0, an upstroke or a foot or both on 1, a bar through 7. What has such a stroke already is left as it is.
 */
export function* restyled(images: Iterable<LabelledRaster>, share: number, random: Random): Generator<LabelledRaster> {
  for (const image of images) {
    const edit = edits[image.label];
    if (edit === undefined || random() >= (edit === slash ? SLASHED * share : share)) yield image;
    else yield { ...image, raster: edited(image.raster, edit, random) };
  }
}

type Edit = (plane: Plane, extent: Extent, radius: number, random: Random) => void;

const edits: Readonly<Record<string, Edit | undefined>> = { '0': slash, '1': upstrokeAndFoot, '7': crossbar };

function edited(raster: Raster, edit: Edit, random: Random): Raster {
  if (raster.width !== SIDE || raster.height !== SIDE) return raster;
  const plane = Float32Array.from(raster.data, (value) => value / 255);
  const extent = extentOf(plane);
  if (extent === null) return raster;
  edit(plane, extent, strokeRadius(plane) * between(random, 0.85, 1.1), random);
  return { ...raster, data: Uint8Array.from(plane, (value) => Math.round(255 * value)) };
}

/** A slash from the lower left to the upper right, within the ring or a little beyond it. */
function slash(plane: Plane, { left, right, top, bottom }: Extent, radius: number, random: Random): void {
  // In a narrow ring a slash fills everything.
  if (right - left < 0.6 * (bottom - top)) return;
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const reach = between(random, 0.7, 1.15);
  const dx = ((right - left) / 2) * reach * between(random, 0.6, 1);
  const dy = ((bottom - top) / 2) * reach * between(random, 0.6, 1);
  drawLine(plane, middleX - dx, middleY + dy, middleX + dx, middleY - dy, 0.7 * radius, 1);
}

/** From the top end of the stem down to the left, often half of its height long; a foot across its lower end. */
function upstrokeAndFoot(plane: Plane, extent: Extent, radius: number, random: Random): void {
  const height = extent.bottom - extent.top;
  // A wide one has its upstroke or its foot.
  if (extent.right - extent.left > 0.6 * height) return;
  const kind = random();
  const top = { x: middleOf(plane, extent.top, extent.top + 1), y: extent.top };
  const bottom = { x: middleOf(plane, extent.bottom - 1, extent.bottom), y: extent.bottom };
  if (kind < 0.8) {
    const lean = Math.atan2(bottom.x - top.x, bottom.y - top.y);
    // To the left of the stem, which may lean, but never nearly level: that would be a 7.
    const angle = Math.max(lean - between(random, 25, 60) * DEGREE, -52 * DEGREE);
    const length = height * between(random, 0.22, 0.7);
    const end = { x: top.x + Math.sin(angle) * length, y: top.y + Math.cos(angle) * length };
    if (lean - angle > 18 * DEGREE) drawLine(plane, top.x, top.y, end.x, end.y, radius * between(random, 0.7, 1), 1);
  }
  if (kind > 0.6) {
    const half = height * between(random, 0.15, 0.38);
    const off = half * between(random, -0.25, 0.25);
    const tilt = half * between(random, -0.15, 0.15);
    drawLine(plane, bottom.x + off - half, bottom.y + tilt, bottom.x + off + half, bottom.y - tilt, 0.9 * radius, 1);
  }
}

/** A bar through the middle of the stem, level or rising to the right. */
function crossbar(plane: Plane, { left, right, top, bottom }: Extent, radius: number, random: Random): void {
  const row = Math.round(top + (bottom - top) * between(random, 0.45, 0.62));
  const run = runIn(plane, row);
  // More than one run, or a wide one, is a bar that is there or a seven of another shape.
  if (run === null || run.to - run.from > 4 * radius + 3) return;
  const middle = (run.from + run.to) / 2;
  const half = (right - left) * between(random, 0.22, 0.42);
  const rise = half * between(random, -0.1, 0.35);
  const off = half * between(random, -0.2, 0.2);
  drawLine(plane, middle + off - half, row + rise, middle + off + half, row - rise, radius * between(random, 0.75, 1), 1);
}

/** Half of the width of a glyph's strokes in pixels: its area over half of its edge's length, near enough. */
function strokeRadius(plane: Plane): number {
  let [body, edge] = [0, 0];
  for (let at = SIDE; at < SIZE - SIDE; at++) {
    if (plane[at]! < BODY) continue;
    body++;
    for (const near of [at - 1, at + 1, at - SIDE, at + SIDE]) if (plane[near]! < BODY) edge++;
  }
  // An edge at 45 degrees counts 1.4 times its length; strokes lean in between.
  return Math.max(0.6, Math.min(2.4, (1.2 * body) / Math.max(1, edge)));
}

function extentOf(plane: Plane): Extent | null {
  let [left, right, top, bottom] = [SIDE, -1, SIDE, -1];
  for (let at = 0; at < SIZE; at++) {
    if (plane[at]! < BODY) continue;
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), y];
  }
  return right < 0 ? null : { left, right, top, bottom };
}

/** Mean column of the ink in some rows. */
function middleOf(plane: Plane, from: number, to: number): number {
  let [mass, sum] = [0, 0];
  for (let at = from * SIDE; at < (to + 1) * SIDE; at++) {
    mass += plane[at]!;
    sum += plane[at]! * (at % SIDE);
  }
  return sum / mass;
}

/** The only run of ink in a row; null when there is none or more than one. */
function runIn(plane: Plane, row: number): { from: number; to: number } | null {
  const columns = Array.from({ length: SIDE }, (_, x) => x).filter((x) => plane[row * SIDE + x]! >= BODY);
  const [from, to] = [columns[0], columns.at(-1)];
  return from === undefined || to === undefined || to - from + 1 > columns.length ? null : { from, to };
}

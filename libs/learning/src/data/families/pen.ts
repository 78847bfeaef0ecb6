import { between, type Random } from '../../strokes/random';
import { SIDE, SIZE, inkOf, wipe, type Plane } from './plane';

const before = new Float32Array(SIZE);
const inside = new Float32Array(SIZE);
/** Thinning stops where less than this share of the ink would be left: a hairline gone is no digit any more. */
const LEAST_INK = 0.45;

/** Blends a glyph with its dilation (amount > 0) or erosion (amount < 0) by a cross of one pixel; beyond 1, again. */
export function thicken(plane: Plane, amount: number): void {
  for (let left = Math.abs(amount); left > 0; left -= 1) {
    if (amount > 0) blend(plane, Math.min(1, left), true);
    else thin(plane, Math.min(1, left));
  }
}

/** Felt-tips and hairlines: up to 1.6 pixels wider, or 0.8 thinner, as far as ink is left. */
export function changeStrokeWidth(plane: Plane, strength: number, random: Random): void {
  thicken(plane, strength * (random() < 0.5 ? 1.6 : -0.8));
}

/** Hollow strokes: their outlines, with at most half of the darkness left inside; every other time as crisp as an edge detector leaves them. */
export function hollow(plane: Plane, strength: number, random: Random): void {
  inside.set(plane);
  thicken(plane, 1);
  const taken = 0.5 + 0.5 * strength;
  for (let at = 0; at < SIZE; at++) plane[at] = Math.max(0, plane[at]! - taken * inside[at]!);
  if (random() < 0.5) return;
  const least = between(random, 0.35, 0.6);
  for (let at = 0; at < SIZE; at++) plane[at] = plane[at]! > least ? 1 : 0;
}

/** Gaps in the stroke as a dry pen or a worn stamp leaves: one to three spots on the ink wiped away. */
export function leaveGaps(plane: Plane, strength: number, random: Random): void {
  const count = 1 + Math.floor(random() * (1 + 2 * strength));
  for (let gap = 0, tries = 0; gap < count && tries < 60; tries++) {
    const at = Math.floor(random() * SIZE);
    if (plane[at]! < 0.6) continue;
    wipe(plane, at % SIDE, Math.floor(at / SIDE), 0.5 + strength * between(random, 0.2, 1.1));
    gap++;
  }
}

function thin(plane: Plane, share: number): void {
  const least = LEAST_INK * inkOf(plane);
  blend(plane, share, false);
  if (inkOf(plane) < least) plane.set(before);
}

function blend(plane: Plane, share: number, isWider: boolean): void {
  before.set(plane);
  const sign = isWider ? 1 : -1;
  for (let row = 0, at = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++, at++) {
      const own = before[at]!;
      // Signed, so that the farthest of five is one chain of comparisons; Math.max costs three times as much.
      let end = sign * own;
      const up = row > 0 ? sign * before[at - SIDE]! : 0;
      if (up > end) end = up;
      const down = row < SIDE - 1 ? sign * before[at + SIDE]! : 0;
      if (down > end) end = down;
      const left = column > 0 ? sign * before[at - 1]! : 0;
      if (left > end) end = left;
      const right = column < SIDE - 1 ? sign * before[at + 1]! : 0;
      if (right > end) end = right;
      plane[at] = own + (sign * end - own) * share;
    }
  }
}

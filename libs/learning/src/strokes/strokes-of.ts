import { between, normal, oneOf } from './random';
import type { Random } from './random';
import { scripts } from './scripts';
import { scaledTo } from './scaled-to';
import { strokeThrough } from './spline';
import type { Knot } from './spline';
import type { Point, Stroke } from './stroke';

/** Knots of a script's strokes, in the unit square. */
function knotsOf(script: string): Knot[][] {
  return script.split('|').map((stroke) =>
    stroke
      .trim()
      .split(/\s+/)
      .map((word) => {
        const [x = NaN, y = NaN] = word.replace('!', '').split(',').map(Number);
        return { x: x / 100, y: y / 100, isCorner: word.endsWith('!') };
      }),
  );
}

/** How many times as wide as the unit square a script is: 1, or more for a word. */
export function scriptWidth(script: string): number {
  return Math.max(1, ...knotsOf(script).flatMap((stroke) => stroke.map(({ x }) => x)));
}

/** A hand: how one writer bends every point of one digit. Deviations are in shares of the digit's height. */
function handOf(random: Random): (point: Point) => Point {
  // People lean to the right more than to the left, and write narrower than they were taught.
  const slant = normal(random, 0.12, 0.2);
  const turn = normal(random, 0, 0.07);
  const width = between(random, 0.62, 1.1);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  // One slow wave along each axis: halves come out unequal, stems bow.
  const wave = { x: normal(random, 0, 0.025), y: normal(random, 0, 0.025) };
  const phase = { x: between(random, 0, 2 * Math.PI), y: between(random, 0, 2 * Math.PI) };
  const speed = between(random, 2.5, 6);
  return ({ x, y }) => {
    const waved = { x: x + wave.x * Math.sin(speed * y + phase.x) - 0.5, y: y + wave.y * Math.sin(speed * x + phase.y) - 0.5 };
    const leant = waved.x * width - waved.y * slant;
    return { x: leant * cos - waved.y * sin, y: leant * sin + waved.y * cos };
  };
}

/** The strokes with their longer side `size` of the unit square, at a random place inside it. */
function placed(strokes: readonly Stroke[], size: number, random: Random): Stroke[] {
  // Half of the room left on each side, so that a thick pen does not leave the paper.
  const room = (1 - size) / 4;
  return scaledTo(strokes, size, { x: between(random, -room, room), y: between(random, -room, room) });
}

/**
 * A digit (0..9) as someone might write it: strokes in the unit square in the order of the pen, from one of the digit's scripts,
 * with every point shaken and the whole leant, turned, stretched and waved. The same numbers from `random` give the same strokes.
 */
export function strokesOf(digit: number, random: Random): Stroke[] {
  const variants = scripts[digit];
  if (!variants) throw new RangeError(`no script for ${digit}: a digit is 0 to 9`);
  return writeScript(oneOf(random, variants), random);
}

/** Any script (control points as in scripts.ts) as someone might write it, in the way of `strokesOf`. */
export function writeScript(script: string, random: Random): Stroke[] {
  const knots = knotsOf(script);
  const shake = between(random, 0.006, 0.028);
  const hand = handOf(random);
  const strokes = knots.map((stroke) =>
    strokeThrough(
      stroke.map(({ x, y, isCorner }) => ({
        ...hand({ x: normal(random, x, shake), y: normal(random, y, shake) }),
        isCorner,
      })),
    ),
  );
  return placed(strokes, between(random, 0.55, 0.85), random);
}

import type { Point, Stroke } from './stroke';

/** A control point of a script; a corner ends one smooth run and starts the next. */
export interface Knot extends Point {
  readonly isCorner: boolean;
}

/** Points per span between two knots: at 280 pixels a span of a digit is some 60 long, so no facet shows. */
const STEPS = 10;

/**
 * The smooth line through four neighbouring points, between the middle two: the uniform Catmull-Rom spline
 * (E. Catmull, R. Rom, 1974). `t` runs from 0 at `b` to 1 at `c`.
 */
function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** A run without corners, as points; its last knot is left to the next run. */
function run(knots: readonly Knot[]): Point[] {
  const points: Point[] = [];
  for (let i = 0; i + 1 < knots.length; i++) {
    const b = knots[i]!;
    const c = knots[i + 1]!;
    const a = knots[i - 1] ?? b;
    const d = knots[i + 2] ?? c;
    for (let step = 0; step < STEPS; step++) {
      const t = step / STEPS;
      points.push({ x: catmullRom(a.x, b.x, c.x, d.x, t), y: catmullRom(a.y, b.y, c.y, d.y, t) });
    }
  }
  return points;
}

/** The points that a pen passes through from knot to knot: smooth, but turning sharply at corners. */
export function strokeThrough(knots: readonly Knot[]): Stroke {
  const points: Point[] = [];
  let start = 0;
  for (let end = 1; end < knots.length; end++) {
    if (!knots[end]!.isCorner && end + 1 < knots.length) continue;
    points.push(...run(knots.slice(start, end + 1)));
    start = end;
  }
  const last = knots.at(-1);
  if (last) points.push({ x: last.x, y: last.y });
  return points;
}

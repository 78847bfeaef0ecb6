import type { Raster } from '@numera/vision';
import { drawStrokes } from '../strokes/draw-strokes';
import { between, oneOf, type Random } from '../strokes/random';
import { scaledTo } from '../strokes/scaled-to';
import type { Point, Stroke } from '../strokes/stroke';

const TURN = 2 * Math.PI;
/** Points of a closed curve: at 280 pixels no facet shows. */
const CURVE_POINTS = 60;

const at = (x: number, y: number): Point => ({ x, y });
const polar = (angle: number, radius: number): Point => at(radius * Math.cos(angle), radius * Math.sin(angle));
/** The same from the top on, clockwise. */
const fromTop = (angle: number, radius: number): Point => polar(angle - Math.PI / 2, radius);

/** A curve of angles once round, closed. */
const closed = (place: (angle: number) => Point, points = CURVE_POINTS): Stroke =>
  Array.from({ length: points + 1 }, (_, i) => place((TURN * (i % points)) / points));

/** An arc around a place, from one angle to another. */
const arc = (centre: Point, radius: number, from: number, to: number): Stroke =>
  Array.from({ length: 13 }, (_, i) => {
    const { x, y } = polar(from + ((to - from) * i) / 12, radius);
    return at(centre.x + x, centre.y + y);
  });

/** Corners and lobes around the origin, about 1 from it: triangles, diamonds, stars, flowers, hearts, clouds. No ring, which is a 0. */
function outline(random: Random): Stroke {
  const kind = random();
  if (kind < 0.3) return closed((angle) => fromTop(angle, 1), 3 + Math.floor(2 * random()));
  if (kind < 0.55) {
    const [points, inner] = [2 * (4 + Math.floor(5 * random())), between(random, 0.3, 0.65)];
    return Array.from({ length: points + 1 }, (_, i) => fromTop((TURN * (i % points)) / points, i % 2 === 0 ? 1 : inner));
  }
  if (kind < 0.8) {
    const [lobes, depth] = [3 + Math.floor(6 * random()), between(random, 0.15, 0.35)];
    return closed((angle) => fromTop(angle, 1 - depth + depth * Math.cos(lobes * angle)), 2 * CURVE_POINTS);
  }
  const tip = between(random, 0.7, 1);
  return closed((angle) =>
    at(Math.sin(angle) ** 3, -0.8 * Math.cos(angle) + 0.32 * Math.cos(2 * angle) * tip + 0.12 * Math.cos(3 * angle)),
  );
}

const strokesInside: readonly ((random: Random) => Stroke[])[] = [
  // a face
  (random) => {
    const [eyes, up, smile] = [between(random, 0.25, 0.4), between(random, 0.2, 0.4), between(random, 0.4, 0.6)];
    const mouth = random() < 0.7 ? arc(at(0, 0), smile, 0.5, Math.PI - 0.5) : arc(at(0, 0.8), smile, Math.PI + 0.6, TURN - 0.6);
    return [[at(-eyes, -up), at(-eyes, -up + 0.08)], [at(eyes, -up), at(eyes, -up + 0.08)], mouth];
  },
  // a wheel: not one spoke alone, which is a slashed 0
  (random) => {
    const spokes = 2 + Math.floor(3 * random());
    return Array.from({ length: spokes }, (_, i) => [polar((Math.PI * i) / spokes, 0.97), polar((Math.PI * i) / spokes, -0.97)]);
  },
  // three spokes, a ring in the ring
  () => [0, 1, 2].map((i) => [at(0, 0), polar((TURN * i) / 3, 0.97)]),
  (random) => {
    const radius = between(random, 0.35, 0.7);
    return [closed((angle) => polar(angle, radius))];
  },
  // a beam through it that stands out at both ends
  (random) => [[at(0, -between(random, 1.3, 1.7)), at(0, between(random, 1.3, 1.7))]],
  // a stem with a crossbar below
  (random) => {
    const [foot, bar] = [between(random, 2, 2.6), between(random, 0.4, 0.8)];
    return [
      [at(0, 1), at(0, foot)],
      [at(-bar, (1 + foot) / 2), at(bar, (1 + foot) / 2)],
    ];
  },
];

/** Lines of a pen that fill a closed outline, `step` apart (even-odd rule). */
function filling(edge: Stroke, step: number): Stroke[] {
  const ys = edge.map(({ y }) => y);
  const lines: Stroke[] = [];
  for (let y = Math.min(...ys); y < Math.max(...ys); y += step) {
    const crossings = edge
      .flatMap((a, i) => {
        const b = edge[i + 1];
        return b !== undefined && a.y <= y !== b.y <= y ? [a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)] : [];
      })
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) lines.push([at(crossings[i]!, y), at(crossings[i + 1]!, y)]);
  }
  return lines;
}

/** Turns, squeezes and fits strokes into the middle of the unit square. */
function fitted(strokes: readonly Stroke[], turn: number, random: Random): Stroke[] {
  const [cos, sin, squeeze] = [Math.cos(turn), Math.sin(turn), between(random, 0.75, 1.25)];
  const turned = strokes.map((stroke) => stroke.map(({ x, y }) => at(squeeze * (x * cos - y * sin), x * sin + y * cos)));
  return scaledTo(turned, between(random, 0.55, 0.82));
}

const draw = (strokes: readonly Stroke[], side: number, pen: number): Raster => drawStrokes(strokes, { side, penWidth: side * pen });

/** Signs of closed outlines: with corners or lobes, filled, or with something inside. */
export function figure(side: number, random: Random): Raster {
  const pen = between(random, 0.025, 0.08);
  const kind = random();
  if (kind < 0.35) {
    const turn = random() < 0.7 ? between(random, -0.2, 0.2) : random() * TURN;
    return draw(fitted([outline(random)], turn, random), side, pen);
  }
  if (kind < 0.55) {
    const isDisc = random() < 0.2;
    const edge = fitted([isDisc ? closed((angle) => polar(angle, 1)) : outline(random)], random() * TURN, random)[0]!;
    return draw([edge, ...filling(edge, 0.5 / side)], side, 0.02);
  }
  if (kind < 0.65) {
    // Half of a ring filled.
    const half: Stroke = [...arc(at(0, 0), 1, 0, Math.PI), at(1, 0)];
    return draw(
      fitted([closed((angle) => polar(angle, 1)), half, ...filling(half, 0.02)], (TURN / 4) * Math.floor(4 * random()), random),
      side,
      0.03,
    );
  }
  return draw(
    fitted([closed((angle) => polar(angle, 1)), ...oneOf(random, strokesInside)(random)], between(random, -0.15, 0.15), random),
    side,
    pen,
  );
}

/** Two to four turns: a 6 and a 9 have fewer. */
export function spiral(side: number, random: Random): Raster {
  const [turns, way, start, inner] = [between(random, 2, 4), oneOf(random, [-1, 1]), random() * TURN, between(random, 0, 0.15)];
  const points = Math.round(30 * turns);
  const stroke = Array.from({ length: points + 1 }, (_, i) =>
    polar(start + (way * TURN * turns * i) / points, inner + ((1 - inner) * i) / points),
  );
  return draw(fitted([stroke], 0, random), side, between(random, 0.02, 0.05));
}

/** A short arm down to a corner and a long one up from it. */
export function tick(side: number, random: Random): Raster {
  const [short, down, up] = [between(random, 0.25, 0.6), between(random, 0.5, 1.2), between(random, 0.6, 1.15)];
  const arms = [at(-short * Math.cos(down), -short * Math.sin(down)), at(0, 0), at(Math.cos(up), -Math.sin(up))];
  return draw(fitted([arms], 0, random), side, between(random, 0.03, 0.12));
}

/** A shaft with a head of two barbs at one end or both. */
export function arrow(side: number, random: Random): Raster {
  const [barb, open] = [between(random, 0.45, 0.8), between(random, 0.55, 0.9)];
  const head = (tip: number): Stroke =>
    [-1, 0, 1].map((side) => at(tip - Math.sign(tip) * Math.abs(side) * barb * Math.cos(open), side * barb * Math.sin(open)));
  const strokes = [[at(-1, 0), at(1, 0)], head(1), ...(random() < 0.25 ? [head(-1)] : [])];
  return draw(fitted(strokes, random() * TURN, random), side, between(random, 0.03, 0.09));
}

/** Four to seven straight strokes between places of a lattice, mostly level or upright, as in characters of other scripts. */
export function character(side: number, random: Random): Raster {
  const place = (): Point => at(between(random, 0, 1), between(random, 0, 1));
  const strokes = Array.from({ length: 4 + Math.floor(4 * random()) }, (): Stroke => {
    const from = place();
    const kind = random();
    const reach = between(random, 0.4, 0.95);
    if (kind < 0.4) return [at((1 - reach) * from.x, from.y), at((1 - reach) * from.x + reach, from.y - between(random, 0, 0.08))];
    if (kind < 0.75) return [at(from.x, (1 - reach) * from.y), at(from.x, (1 - reach) * from.y + reach)];
    const to = place();
    return Math.hypot(to.x - from.x, to.y - from.y) > 0.35 ? [from, to] : arc(from, 0.12, 0.4, 3.5);
  });
  return draw(fitted(strokes, between(random, -0.1, 0.1), random), side, between(random, 0.025, 0.06));
}

import type { Raster } from '@numera/vision';
import { drawStrokes } from '../strokes/draw-strokes';
import { between, normal, oneOf, type Random } from '../strokes/random';
import { strokeThrough, type Knot } from '../strokes/spline';
import type { Point, Stroke } from '../strokes/stroke';
import { scriptWidth, strokesOf, writeScript } from '../strokes/strokes-of';
import { wordScript } from './word-scripts';

const point = (x: number, y: number): Point => ({ x, y });
const knot = (x: number, y: number, isCorner = false): Knot => ({ x, y, isCorner });

function draw(strokes: readonly Stroke[], side: number, random: Random): Raster {
  return drawStrokes(strokes, { side, penWidth: side * between(random, 0.03, 0.1) });
}

export function letter(scripts: readonly string[], side: number, random: Random): Raster {
  return draw(writeScript(oneOf(random, scripts), random), side, random);
}

/** A word in one hand. */
export function word(side: number, random: Random): Raster {
  const script = wordScript(random);
  return drawStrokes(writeScript(script, random), { side, penWidth: (side / scriptWidth(script)) * between(random, 0.04, 0.1) });
}

/** A pen let loose: a long curve through random places, a zigzag, or a spring. */
export function scribble(side: number, random: Random): Raster {
  const count = 8 + Math.floor(random() * 22);
  const kind = random();
  if (kind < 0.5) {
    return draw(
      [strokeThrough(Array.from({ length: count }, () => knot(between(random, 0.12, 0.88), between(random, 0.12, 0.88))))],
      side,
      random,
    );
  }
  const [slope, height, loop] = [between(random, -0.4, 0.4), between(random, 0.15, 0.38), kind < 0.75 ? 0 : between(random, 0.05, 0.12)];
  const knots = Array.from({ length: count }, (_, i) => {
    const along = 0.12 + (0.76 * i) / (count - 1);
    const up = i % 2 === 0 ? 1 : -1;
    const y = 0.5 + slope * (along - 0.5) + up * height * between(random, 0.7, 1);
    return knot(along + up * loop, y, loop === 0);
  });
  return draw([strokeThrough(knots)], side, random);
}

/** Rows and heaps of dots. */
export function dots(side: number, random: Random): Raster {
  const count = 3 + Math.floor(random() * 10);
  const isRow = random() < 0.5;
  const row = between(random, 0.3, 0.7);
  const spots = Array.from({ length: count }, (_, i): Stroke => {
    const x = isRow ? 0.1 + (0.8 * (i + 0.5)) / count : between(random, 0.15, 0.85);
    return [point(x, isRow ? row + normal(random, 0, 0.015) : between(random, 0.15, 0.85))];
  });
  return draw(spots, side, random);
}

/** Several lines: hatching, a grid, a fence; one alone would be a 1 and two crossed are a letter. */
export function hatching(side: number, random: Random): Raster {
  const count = 3 + Math.floor(random() * 4);
  const turn = between(random, 0, Math.PI);
  const isGrid = random() < 0.4;
  const across = (angle: number): Stroke[] =>
    Array.from({ length: count }, (_, i) => {
      const off = 0.7 * ((i + 0.5) / count - 0.5);
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const reach = between(random, 0.28, 0.36);
      return [
        point(0.5 + off * cos - reach * sin, 0.5 + off * sin + reach * cos),
        point(0.5 + off * cos + reach * sin, 0.5 + off * sin - reach * cos),
      ];
    });
  return draw(isGrid ? [...across(turn), ...across(turn + Math.PI / 2)] : across(turn), side, random);
}

/** Boxes ticked, crossed or divided. */
export function box(side: number, random: Random): Raster {
  const [left, right] = [between(random, 0.1, 0.28), between(random, 0.72, 0.9)];
  const [top, bottom] = [between(random, 0.1, 0.28), between(random, 0.72, 0.9)];
  const outline = [point(left, top), point(right, top), point(right, bottom), point(left, bottom), point(left, top)];
  const inside: readonly Stroke[][] = [
    [
      [point(left, top), point(right, bottom)],
      [point(right, top), point(left, bottom)],
    ],
    [
      [point(left, 0.5), point(right, 0.5)],
      [point(0.5, top), point(0.5, bottom)],
    ],
    [[point(left + 0.12, 0.5), point(0.48, bottom - 0.12), point(right, top - 0.05)]],
    [
      [point(left, top + 0.2), point(right, top + 0.2)],
      [point(left, top + 0.4), point(right, top + 0.4)],
    ],
  ];
  return draw([outline, ...oneOf(random, inside)], side, random);
}

/** Two or three digits squeezed into the place of one, touching. */
export function pair(side: number, random: Random): Raster {
  const count = random() < 0.75 ? 2 : 3;
  const digits = Array.from({ length: count }, () => strokesOf(Math.floor(random() * 10), random));
  return draw(beside(digits, 0, 1), side, random);
}

/** A cut in the wrong place: the right part of one digit and the left part of the next. */
export function wrongCut(side: number, random: Random): Raster {
  // Not 1: half of it, or all of it, beside half of another is a digit too often.
  const digits = Array.from({ length: 2 }, () => strokesOf(oneOf(random, [0, 2, 3, 5, 6, 8, 9]), random));
  const strokes = beside(digits, -0.5, 1.5);
  const [from, to] = [0.08, 0.92];
  return draw(
    strokes.flatMap((stroke) => partsInside(stroke, from, to)),
    side,
    random,
  );
}

/** Digits side by side between `from` and `to` of the unit square, neighbours just touching. */
function beside(digits: readonly (readonly Stroke[])[], from: number, to: number): Stroke[] {
  const width = (to - from) / digits.length;
  return digits.flatMap((strokes, i) => {
    const xs = strokes.flat().map(({ x }) => x);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const scale = (0.97 * width) / Math.max(0.1, right - left);
    // A narrow 1 stays narrow.
    const kept = Math.min(scale, 2.2 * width);
    const start = from + i * width + (width - kept * (right - left)) / 2;
    return strokes.map((stroke) => stroke.map(({ x, y }) => point(start + (x - left) * kept, y)));
  });
}

/** What of a stroke lies between two columns. */
function partsInside(stroke: Stroke, from: number, to: number): Stroke[] {
  const parts: Point[][] = [[]];
  for (const place of stroke) {
    if (place.x >= from && place.x <= to) parts.at(-1)!.push(place);
    else if (parts.at(-1)!.length > 0) parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
}

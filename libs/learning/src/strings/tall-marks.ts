import { between, normal, type Random } from '../strokes/random';
import { drawStroke, type Mark } from './line-marks';

/** Their heights beside the digits': above and below them, or no one could tell a slash from a 1 that leans. */
const SLASH_HEIGHT = { least: 1.15, most: 1.75 };
const BRACKET_HEIGHT = { least: 1.1, most: 1.6 };
/** How far a slash leans to the right, and how deep a bracket is, in their heights. */
const LEAN = { least: 0.2, most: 0.75 };
const DEPTH = { least: 0.1, most: 0.28 };
/** Straight strokes that a curve is drawn with. */
const STEPS = 8;

/** Where a mark of this height begins, about the middle of the line. */
const topOf = ({ top, foot }: Parameters<Mark>[2], height: number, random: Random): number =>
  (top + foot) / 2 + (foot - top) * normal(random, 0, 0.06) - height / 2;

/** Parts a date or a fraction: a stroke that leans to the right, from below the digits to above them. */
export const slash: Mark = (canvas, x, line, random) => {
  const height = (line.foot - line.top) * between(random, SLASH_HEIGHT.least, SLASH_HEIGHT.most);
  const bottom = topOf(line, height, random) + height;
  const [lean, bow] = [height * between(random, LEAN.least, LEAN.most), height * normal(random, 0, 0.03)];
  const at = (share: number): [number, number] => [x + lean * share + bow * Math.sin(Math.PI * share), bottom - height * share];
  for (let step = 0; step < STEPS; step++) drawStroke(canvas, at(step / STEPS), at((step + 1) / STEPS), line.pen);
  return x + lean;
};

/** A round bracket, open to the right or to the left. */
const bracket =
  (side: 1 | -1): Mark =>
  (canvas, x, line, random) => {
    const height = (line.foot - line.top) * between(random, BRACKET_HEIGHT.least, BRACKET_HEIGHT.most);
    const top = topOf(line, height, random);
    const depth = height * between(random, DEPTH.least, DEPTH.most);
    const lean = height * normal(random, 0.03, 0.08);
    const at = (share: number): [number, number] => [
      x + depth / 2 + side * depth * (0.5 - Math.sin(Math.PI * share)) + lean * (0.5 - share),
      top + height * share,
    ];
    for (let step = 0; step < STEPS; step++) drawStroke(canvas, at(step / STEPS), at((step + 1) / STEPS), line.pen);
    return x + depth;
  };

export const opening = bracket(1);
export const closing = bracket(-1);

import { bottom, right } from './digit';
import type { Box } from './raster';
import { acrossAt } from './straight-lines';
import type { StraightLine } from './straight-lines';

/** A rule goes on beyond what is written by this share of its length, and at least so many pixels, at both ends. */
const BEYOND = { share: 0.03, pixels: 1 };
/** A rule on its own that ends within the picture is this long, lies this near to an edge, and goes this far beyond what is written. */
const ALONE = { length: 0.75, band: 0.24, beyond: 0.06 };
/** The sides of a frame, and strokes at the edge of a digit without paper around it, lie this near to the edges, as a share of the picture. */
const AT_EDGE = 0.15;
/** No more of the picture is left beyond such a digit. */
const CROP_LEFT = 0.1;
/** So many parallel rules from edge to edge are a ruled sheet. */
const SHEET = 3;
/** Writing touches a rule along at least this share of it. */
const TOUCH = 0.03;
/** Wide pictures show strings: a lone upright line in them is a 1. */
const WIDE = 1.5;

/** A straight line in a picture that may be a rule. */
export interface Rule {
  readonly line: StraightLine;
  readonly isFlat: boolean;
  /** Size of the picture along the rule and across it. */
  readonly length: number;
  readonly breadth: number;
}

/** What is left beside the rules. */
export interface Writing {
  readonly box: Box;
  /** 1 at each of its pixels. */
  readonly mask: Uint8Array;
}

/** Does writing touch the rule? */
function isTouched(rule: Rule, width: number, { mask }: Writing): boolean {
  const { line, isFlat, length, breadth } = rule;
  let touching = 0;
  for (let a = line.from; a <= line.to; a++) {
    const middle = acrossAt(line, a, length);
    const sides = [middle - line.before - 2, middle + line.after + 2];
    if (sides.some((c) => c >= 0 && c < breadth && mask[isFlat ? c * width + a : a * width + c] === 1)) touching++;
  }
  return touching > TOUCH * (line.to - line.from + 1);
}

/** Ends of a line that lie on others across it. */
const joinedEnds = ({ line, length, isFlat }: Rule, all: readonly Rule[]): number =>
  [line.from, line.to].filter((end) => all.some((other) => other.isFlat !== isFlat && isJoined(line, length, end, other))).length;

/** Where a line leaves the picture: at its first end, at its last; over the side when it is not level. */
function exitsOf({ line, length, breadth }: Rule): { first: boolean; last: boolean; near: number } {
  const near = Math.max(2, 0.025 * length);
  const isAtSide = (a: number): boolean => {
    const c = acrossAt(line, a, length);
    return c < near || c >= breadth - near;
  };
  return { first: line.from < near || isAtSide(line.from), last: line.to >= length - near || isAtSide(line.to), near };
}

/** Where a line lies across the picture, as a share of it. */
const placeOf = ({ line, length, breadth }: Rule): number => acrossAt(line, (line.from + line.to) / 2, length) / breadth;

/** How near a line lies to an edge that it runs along, as a share of the picture. */
const depthOf = (rule: Rule): number => Math.min(placeOf(rule), 1 - placeOf(rule));

/** A line in the midst of the picture that ends there and meets no others is a 1, or a stroke of a 4 or 7. */
export function mayBeRule(rule: Rule, all: readonly Rule[]): boolean {
  const { first, last } = exitsOf(rule);
  return (first && last) || depthOf(rule) < ALONE.band || joinedEnds(rule, all) === 2;
}

/** Could the line be a rule beside whatever is written? From edge to edge, joined to another, or long. */
export function isLongEnough(rule: Rule, all: readonly Rule[]): boolean {
  const { first, last } = exitsOf(rule);
  const run = rule.line.to - rule.line.from + 1;
  return (first && last) || run >= ALONE.length * rule.length || joinedEnds(rule, all) > 0;
}

/** Does the rule run through the picture beside so many others that it is a sheet's? A digit has no three such strokes. */
export function isOfSheet(rule: Rule, all: readonly Rule[]): boolean {
  const isThrough = (other: Rule): boolean => {
    const { first, last } = exitsOf(other);
    return first && last && other.isFlat === rule.isFlat;
  };
  return isThrough(rule) && all.filter(isThrough).length >= SHEET;
}

/** Is a straight line a rule, and not a stroke of a digit? */
export function isRule(rule: Rule, all: readonly Rule[], writing: Writing, width: number): boolean {
  const { line, isFlat, length, breadth } = rule;
  const [start, end] = isFlat ? [writing.box.x, right(writing.box)] : [writing.box.y, bottom(writing.box)];
  const run = line.to - line.from + 1;
  const { first, last, near } = exitsOf(rule);
  // A line that leaves the picture over its side would have gone on beyond the writing.
  const before = first && line.from >= near ? Infinity : start - line.from;
  const after = last && line.to < length - near ? Infinity : line.to + 1 - end;
  const beyond = Math.min(before, after);
  // A stroke of a digit may meet another one at an end; a frame's side does at both, or stands free of what is written.
  const joined = joinedEnds(rule, all);
  // Nor is a stroke as long as a wide picture, which what is written may fill.
  const isAcross = first && last && length > WIDE * breadth;
  if (!isAcross && beyond < Math.max(BEYOND.pixels, joined === 2 ? 0 : BEYOND.share * run)) return false;
  if (joined === 2) return true;
  if (first && last) return joined > 0 || !isEdgeOfCrop(rule, width, writing);
  if (isTouched(rule, width, writing)) return false;
  if (joined === 1) return true;
  if (Math.max(length, breadth) > WIDE * Math.min(length, breadth)) return false;
  return run >= ALONE.length * length && depthOf(rule) < ALONE.band && beyond >= ALONE.beyond * run;
}

/** Is the line the edge of a digit that was cut out without paper around it: touched by what reaches the opposite edge of the picture? */
function isEdgeOfCrop(rule: Rule, width: number, writing: Writing): boolean {
  if (depthOf(rule) >= AT_EDGE) return false;
  const { box } = writing;
  const [start, end] = rule.isFlat ? [box.y, bottom(box)] : [box.x, right(box)];
  const left = placeOf(rule) < 0.5 ? rule.breadth - end : start;
  return left <= CROP_LEFT * rule.breadth && isTouched(rule, width, writing);
}

/** Is the line at an edge one more side of a frame, seen in part or askew: on an end of a side that is sure, and free of what is written? */
export const isOfFrame = (rule: Rule, sure: readonly Rule[], writing: Writing, width: number): boolean =>
  depthOf(rule) < AT_EDGE && joinedEnds(rule, sure) > 0 && !isTouched(rule, width, writing);

/** Does the end of a line (a place along it) lie on another one? */
function isJoined(line: StraightLine, length: number, end: number, other: Rule): boolean {
  const reach = Math.max(3, 0.04 * length) + Math.max(other.line.before, other.line.after);
  const c = acrossAt(line, end, length);
  const isAlong = c >= other.line.from - reach && c <= other.line.to + reach;
  return isAlong && Math.abs(acrossAt(other.line, c, other.length) - end) <= reach;
}

import type { Bodies, Patch } from './bodies';
import { around, bottom, right, shared } from './digit';
import type { Box } from './raster';

/** A digit, or several that touch, with the smaller pieces that belong to it; of a digit that is all in pieces the body is the largest. */
export interface Word {
  readonly body: Patch;
  readonly bits: readonly Patch[];
}

/** A line of digits, from left to right. */
export interface Line {
  readonly words: readonly Word[];
  /** Smaller patches beside the words that are no part of a digit: separators and dirt. */
  readonly marks: readonly Patch[];
  readonly box: Box;
  /** What a digit's height is here. */
  readonly height: number;
}

/** Two neighbours stand on one line when they share this much of the lower one's height. */
const SHARED_HEIGHT = 0.4;
/** A piece this near a body (in line heights) belongs to it. */
const NEAR = 0.14;
/** A piece whose ink is less than this share of a body's is a speck. */
const SPECK_SHARE = 0.03;
/** A dash is at least this long, in line heights. */
const LEAST_DASH = 0.2;
/** Pieces that no body owns are a broken digit when together they are this high (in line heights) and have this share of the lightest body's ink. */
const BROKEN = { height: 0.6, mass: 0.25 };
/** A dotted line is thinner and higher than this, in line heights. */
const DOTTED = { width: 0.15, height: 1.2 };
/** A comma is lower than this, in line heights. */
const COMMA = 0.7;
/** A small digit, raised cents for one, is this high and at most so far from the others (in line heights), and no larger share of its width is above or below one. */
const SMALL = { height: 0.42, away: 1.5, over: 0.3 };
/** Below this share of the body's height, beside the body, stand commas and points. */
const FOOT = 0.6;

/** Bodies as lines, from top to bottom. A line may climb: each body is compared with its neighbours, not with the whole line. */
export function linesOf({ bodies, bits, rules }: Bodies): Line[] {
  const lines: Patch[][] = [];
  for (const body of [...bodies].sort((a, b) => a.box.x - b.box.x)) {
    const share = (line: Patch[]): number =>
      neighboursOf(body, line).reduce((most, { box }) => Math.max(most, shared(box, body.box) / Math.min(box.height, body.box.height)), 0);
    const best = lines.reduce<Patch[] | null>((most, line) => (most === null || share(line) > share(most) ? line : most), null);
    if (best !== null && share(best) >= SHARED_HEIGHT) best.push(body);
    else lines.push([body]);
  }
  const rows = lines.map(rowOf);
  const parts = rows.filter((row) => isPart(row, rows));
  const texts = rows.filter((row) => !parts.includes(row));
  const pieces = [...bits, ...parts.flatMap(({ bodies: [part] }) => part!)];
  const small = new Map(texts.map((row): [Row, Patch[]] => [row, []]));
  for (const piece of pieces) {
    const row = texts.find((each) => isSmallDigit(piece, each));
    if (row !== undefined) small.get(row)!.push(piece);
  }
  return texts
    .map((row) => lineOf(row, small.get(row)!, pieces, rules))
    .sort((a, b) => a.box.y + a.box.height / 2 - b.box.y - b.box.height / 2);
}

/** The bodies of a line before smaller pieces are shared out. */
interface Row {
  readonly bodies: readonly Patch[];
  /** What a digit's height is. */
  readonly height: number;
  /** Ink of the lightest digit; a body that is wider than high may be several that touch. */
  readonly lightest: number;
}

function rowOf(bodies: readonly Patch[]): Row {
  const heights = bodies.map((body) => body.box.height).sort((a, b) => a - b);
  // Of the taller ones: a low one may be a fragment.
  const height = heights[Math.floor(0.66 * (heights.length - 1))]!;
  return { bodies, height, lightest: Math.min(...bodies.map(({ mass, box }) => mass / Math.max(1, box.width / box.height))) };
}

/**
 * The last of a line, the last that stands beside a body and not above or below it, as the other part of a broken digit does, and the last that is
 * no comma before it.
 */
function neighboursOf({ box }: Patch, line: readonly Patch[]): Patch[] {
  const beside = line.findLast((other) => right(other.box) <= box.x + box.width / 2);
  const digit = line.findLast((other) => other.box.height >= COMMA * box.height);
  return [line.at(-1), beside, digit].filter((other) => other !== undefined);
}

function lineOf({ bodies, height, lightest }: Row, small: readonly Patch[], bits: readonly Patch[], rules: readonly Patch[]): Line {
  const line = [...bodies, ...small];
  const box = line.map((body) => body.box).reduce(around);
  const held = new Map<Patch, Patch[]>(line.map((body) => [body, []]));
  const marks = rules.filter((rule) => isBeside(rule, box));
  // What stands aside of its owner may be of a digit that is all in pieces.
  const aside = new Map<Patch, Patch>();
  for (const bit of bits) {
    if (held.has(bit)) continue;
    const owner = ownerOf(bit, line, height);
    if (owner !== null && awayFrom(bit.box, owner.box) === 0) held.get(owner)!.push(bit);
    else if (owner !== null || isBeside(bit, box)) {
      marks.push(bit);
      if (owner !== null) aside.set(bit, owner);
    }
  }
  const broken = brokenAmong(marks, BROKEN.mass * lightest, height);
  const taken = new Set(broken.flatMap(({ body, bits: others }) => [body, ...others]));
  for (const [bit, owner] of aside) if (!taken.has(bit)) held.get(owner)!.push(bit);
  const middle = ({ body: { box } }: Word): number => box.x + box.width / 2;
  const whole = line.map((body) => ({ body, bits: held.get(body)! }));
  const words = [...whole, ...broken].sort((a, b) => middle(a) - middle(b));
  return {
    words,
    marks: marks.filter((mark) => !taken.has(mark) && !aside.has(mark)),
    box: broken.flatMap(({ body, bits: others }) => [body, ...others]).reduce((all, patch) => around(all, patch.box), box),
    height,
  };
}

/** Is a line nothing but a comma of another line, large as it may be, or a part of its digits, such as a 5's bar that its bow has come off? */
function isPart({ bodies: [part, ...others] }: Row, rows: readonly Row[]): boolean {
  return others.length === 0 && rows.some((row) => row.bodies[0] !== part && (hangsFrom(part!.box, row) || isBrokenOff(part!, row)));
}

function isBrokenOff(part: Patch, { bodies, height }: Row): boolean {
  const box = bodies.map((body) => body.box).reduce(around);
  const isLow = part.box.height < COMMA * height && shared(part.box, box) >= 0.5 * part.box.height;
  return isLow && ownerOf(part, bodies, height) !== null;
}

function hangsFrom(box: Box, { bodies, height }: Row): boolean {
  if (box.height >= COMMA * height) return false;
  const isAtFoot = (body: Box): boolean =>
    awayFrom(box, body) <= NEAR * height && box.y > body.y + FOOT * body.height && box.y < bottom(body);
  return bodies.some((body) => isAtFoot(body.box));
}

/** Is a piece that was low beside the tallest body, which may be several or touch a frame, as high as small digits of its line are? */
function isSmallDigit({ box, mass }: Patch, { bodies, height, lightest }: Row): boolean {
  if (box.height < SMALL.height * height || mass < BROKEN.mass * lightest) return false;
  const nearest = nearestTo(box, bodies).box;
  if (awayFrom(box, nearest) > SMALL.away * height || box.y > nearest.y + FOOT * nearest.height) return false;
  const over = Math.min(right(box), right(nearest)) - Math.max(box.x, nearest.x);
  return over <= SMALL.over * box.width && shared(box, nearest) >= SHARED_HEIGHT * box.height;
}

/** Paper between two boxes across the line. */
const awayFrom = (a: Box, b: Box): number => Math.max(0, a.x - right(b), b.x - right(a));

const nearestTo = (box: Box, line: readonly Patch[]): Patch =>
  line.reduce((best, body) => (awayFrom(box, body.box) < awayFrom(box, best.box) ? body : best));

/** Digits of which no piece is as large as a body, so that all of them would be lost for marks; each has at least so much ink. */
function brokenAmong(marks: readonly Patch[], least: number, height: number): Word[] {
  return groupsOf(marks, height).flatMap((group) => {
    const mass = group.reduce((sum, patch) => sum + patch.mass, 0);
    const box = group.map((patch) => patch.box).reduce(around);
    if (group.length < 2 || mass < least || box.height < BROKEN.height * height || isDotted(box, height)) return [];
    const [body, ...bits] = [...group].sort((a, b) => b.mass - a.mass);
    return [{ body: body!, bits }];
  });
}

/** Are marks a dotted line, thinner than a 1 and higher than any digit beside it? */
const isDotted = ({ width, height }: Box, digit: number): boolean => width <= DOTTED.width * digit && height >= DOTTED.height * digit;

/** Marks that are near one another, directly or by others between them. */
function groupsOf(marks: readonly Patch[], height: number): Patch[][] {
  const closed: Patch[][] = [];
  let open: Patch[][] = [];
  for (const mark of [...marks].sort((a, b) => a.box.x - b.box.x)) {
    // Specks by the thousand: what no later mark can be near is not asked again.
    const isBehind = (group: Patch[]): boolean => group.every(({ box }) => right(box) + NEAR * height < mark.box.x);
    const isBy = (group: Patch[]): boolean => group.some(({ box }) => isNear(box, mark.box, height));
    const [behind, by, others] = [open.filter(isBehind), open.filter(isBy), open.filter((group) => !isBehind(group) && !isBy(group))];
    closed.push(...behind);
    open = [...others, [...by.flat(), mark]];
  }
  return [...closed, ...open];
}

/** Are two boxes, or the paper between them, nearer than pieces of one digit are? */
function isNear(a: Box, b: Box, height: number): boolean {
  const down = Math.max(0, b.y - bottom(a), a.y - bottom(b));
  return awayFrom(a, b) <= NEAR * height && down <= 2 * NEAR * height;
}

/** Does the middle of a patch lie at the line's height, or a little below, where commas hang? */
function isBeside({ box: { y, height } }: Patch, line: Box): boolean {
  const middle = y + height / 2;
  return middle > line.y - 0.1 * line.height && middle < bottom(line) + 0.35 * line.height;
}

/** The body that a small piece was broken off; null for specks and separators. */
function ownerOf(bit: Patch, line: readonly Patch[], height: number): Patch | null {
  const nearest = nearestTo(bit.box, line);
  if (awayFrom(bit.box, nearest.box) > NEAR * height || bit.mass < SPECK_SHARE * nearest.mass) return null;
  const above = Math.max(0, nearest.box.y - bottom(bit.box), bit.box.y - bottom(nearest.box));
  if (above > 2 * NEAR * height) return null;
  if (isDash(bit.box, nearest.box, height)) return null;
  const isAfter = bit.box.x + bit.box.width / 2 > right(nearest.box);
  return isAfter && bit.box.y > nearest.box.y + FOOT * nearest.box.height ? null : nearest;
}

/** A flat piece wholly beside a body, at half its height: no digit has such a part. */
function isDash(bit: Box, body: Box, height: number): boolean {
  const isAside = bit.x >= right(body) || right(bit) <= body.x;
  const level = (bit.y + bit.height / 2 - body.y) / body.height;
  return isAside && bit.width >= Math.max(LEAST_DASH * height, 2 * bit.height) && level > 0.3 && level < 0.7;
}

import { bottom, isInside, right } from './digit';
import { componentsOf } from './components';
import type { Component } from './components';
import type { Box, Raster } from './raster';

/** A form's cell has ink along this share of each edge of its box. */
const CELL = 0.85;
/** What lies in a frame has at least this share of its ink and of its height; less are specks, and the dot in a 0. */
const WITHIN = { mass: 0.06, height: 0.3 };
/** The sides and lines of a table are much ink, and what its cells hold has this share of it at least, together. */
const IN_TABLE = 0.02;
/** So many sides of a frame are straight and all the way beside what lies in it; the camera may have lost one. */
const LEAST_SIDES = 3;
/** Or two, of a frame that spans this share of the picture both ways around what has this share of it both ways. */
const CORNER = { sides: 2, spans: 0.75, holds: 0.25 };
/** A side is looked at in the middle of the box, without the corners, and is straight when this share of it lies near a line. */
const SIDE = { middle: 0.7, share: 0.8 };
/** So near: in pixels, and as a share of the box across the side. */
const NEAR = { pixels: 1.5, share: 0.03 };

/** A frame is no smaller than this share of the picture's shorter side, and beyond a rim of it has no more than this share of its pixels. */
const FRAME = { share: 0.4, rim: 0.22, inside: 0.01 };
/** A piece whose middle lies this near to a side of the frame, in shares of its shorter side, may be of the frame. */
const MARGIN = 0.1;
/** Not where the frame itself runs along this share of the piece. */
const INTACT = 0.7;

/** Is a component a box drawn around others, a form's cell or a whole table, as the camera saw it: aslant, uneven, or open at a side? `label`: of its pixels. */
export function isFrameAround(ink: Raster, labels: Int32Array, label: number, component: Component, others: readonly Component[]): boolean {
  const held = others.filter((other) => isInside(other.box, component.box));
  if (held.reduce((sum, { mass }) => sum + mass, 0) < IN_TABLE * component.mass) return false;
  if (isCell(ink, labels, label, component.box)) return true;
  const inner = held.filter(({ mass }) => mass >= WITHIN.mass * component.mass);
  const { width, height } = component.box;
  const spans = Math.min(width / ink.width, height / ink.height) >= CORNER.spans;
  return inner.some(({ box }) => {
    if (box.height < WITHIN.height * height) return false;
    const wanted = spans && Math.min(box.width / width, box.height / height) >= CORNER.holds ? CORNER.sides : LEAST_SIDES;
    return straightSides(ink.width, labels, label, component.box, box) >= wanted;
  });
}

/**
 * A box drawn around the digit (a form's cell): nearly every row and column of its own box has ink within a strip along each of
 * the four edges. A round 0 has none in the corners.
 */
function isCell({ width }: Raster, labels: Int32Array, label: number, box: Box): boolean {
  const strip = Math.max(2, Math.round(0.08 * Math.min(box.width, box.height)));
  const [level, upright] = [
    { ...box, height: strip },
    { ...box, width: strip },
  ];
  const [foot, end] = [
    { ...level, y: bottom(box) - strip },
    { ...upright, x: right(box) - strip },
  ];
  const isSide = (side: Box, of: 'rows' | 'columns'): boolean => covered(labels, width, label, side, of) >= CELL;
  return isSide(level, 'columns') && isSide(foot, 'columns') && isSide(upright, 'rows') && isSide(end, 'rows');
}

/** The share of an area's rows, or columns, in which a component has a pixel. `width`: of the picture whose pixels are labelled. */
function covered(labels: Int32Array, width: number, label: number, area: Box, of: 'rows' | 'columns'): number {
  const [along, across] = of === 'rows' ? [width, 1] : [1, width];
  const [length, depth] = of === 'rows' ? [area.height, area.width] : [area.width, area.height];
  const start = area.y * width + area.x;
  let count = 0;
  for (let i = 0; i < length; i++) {
    let deep = 0;
    while (deep < depth && labels[start + i * along + deep * across] !== label) deep++;
    if (deep < depth) count++;
  }
  return count / length;
}

/** How many sides of a component are straight lines beside `inner`. */
function straightSides(width: number, labels: Int32Array, label: number, box: Box, inner: Box): number {
  const isOf = (x: number, y: number): boolean => labels[y * width + x] === label;
  /** How deep the component begins, from a side, at each place along its middle; the depth of the box where it does not. */
  const depths = (from: number, length: number, depth: number, isAt: (along: number, deep: number) => boolean): number[] => {
    const cut = Math.round(((1 - SIDE.middle) / 2) * length);
    return Array.from({ length: Math.max(0, length - 2 * cut) }, (_, i) => {
      let deep = 0;
      while (deep < depth && !isAt(from + cut + i, deep)) deep++;
      return deep;
    });
  };
  const flat = (isAt: (along: number, deep: number) => boolean): number[] => depths(box.x, box.width, box.height, isAt);
  const upright = (isAt: (along: number, deep: number) => boolean): number[] => depths(box.y, box.height, box.width, isAt);
  return [
    { side: flat((x, deep) => isOf(x, box.y + deep)), across: box.height, room: inner.y - box.y },
    { side: flat((x, deep) => isOf(x, bottom(box) - 1 - deep)), across: box.height, room: bottom(box) - bottom(inner) },
    { side: upright((y, deep) => isOf(box.x + deep, y)), across: box.width, room: inner.x - box.x },
    { side: upright((y, deep) => isOf(right(box) - 1 - deep, y)), across: box.width, room: right(box) - right(inner) },
  ].filter(({ side, across, room }) => isStraight(side, Math.max(NEAR.pixels, NEAR.share * across), room)).length;
}

/** Do most places of a side lie within `near` of the line through the middles of its thirds, and before `room`, where what it holds begins? */
function isStraight(side: readonly number[], near: number, room: number): boolean {
  const third = Math.floor(side.length / 3);
  if (third === 0) return false;
  const median = (part: readonly number[]): number => [...part].sort((a, b) => a - b)[part.length >> 1]!;
  const [first, last] = [median(side.slice(0, third)), median(side.slice(-third))];
  const [start, end] = [(third - 1) / 2, side.length - 1 - (third - 1) / 2];
  const onLine = (at: number): number => first + ((last - first) * (at - start)) / (end - start);
  return side.filter((depth, at) => depth < room && Math.abs(depth - onLine(at)) <= near).length >= SIDE.share * side.length;
}

/**
 * The patches of ink of at least `soft` that are frames around others, and hold nothing of their own, with the pieces of their sides: 1 at each of their
 * pixels; null without any.
 */
export function framesIn(ink: Raster, soft: number): Uint8Array | null {
  const { labels, components } = componentsOf(ink.data, ink.width, ink.height, soft, soft);
  const least = FRAME.share * Math.min(ink.width, ink.height);
  const frames = components
    .map((component, i) => ({ ...component, label: i + 1 }))
    .filter(
      (component) =>
        Math.min(component.box.width, component.box.height) >= least &&
        isFrameAround(ink, labels, component.label, component, components) &&
        isHollow(ink, labels, component.label, component),
    );
  if (frames.length === 0) return null;
  const isWiped = components.map(({ box }, i) => isOfFrames({ box, label: i + 1 }, frames, labels, ink.width));
  return Uint8Array.from(labels, (label) => (label > 0 && isWiped[label - 1] ? 1 : 0));
}

/** Does next to nothing of a component lie in the midst of its box? What is written on a frame does. */
function isHollow({ width }: Raster, labels: Int32Array, label: number, { box, area }: Component): boolean {
  const rim = Math.round(FRAME.rim * Math.min(box.width, box.height));
  let inside = 0;
  for (let y = box.y + rim; y < bottom(box) - rim; y++) {
    for (let x = box.x + rim; x < right(box) - rim; x++) if (labels[y * width + x] === label) inside++;
  }
  return inside <= FRAME.inside * area;
}

/** A component, by its box and the label of its pixels. */
interface LabelledBox {
  readonly box: Box;
  readonly label: number;
}

/** Is a component one of these frames, or a piece of one's side that has come off? `width`: of the picture whose pixels are labelled. */
export const isOfFrames = ({ box, label }: LabelledBox, frames: readonly LabelledBox[], labels: Int32Array, width: number): boolean =>
  frames.some((frame) => frame.label === label || isOnFrame(box, frame, labels, width));

/**
 * Its middle lies near a side of the frame, and the frame itself goes on nowhere beside it: a digit that stands near the side of a table does not
 * take the side's place.
 */
function isOnFrame(piece: Box, { box, label }: LabelledBox, labels: Int32Array, width: number): boolean {
  const [x, y] = [piece.x + piece.width / 2, piece.y + piece.height / 2];
  const nearest = [
    { away: x - box.x, of: 'rows' as const, beside: { ...piece, x: box.x, width: piece.x - box.x } },
    { away: right(box) - x, of: 'rows' as const, beside: { ...piece, x: right(piece), width: right(box) - right(piece) } },
    { away: y - box.y, of: 'columns' as const, beside: { ...piece, y: box.y, height: piece.y - box.y } },
    { away: bottom(box) - y, of: 'columns' as const, beside: { ...piece, y: bottom(piece), height: bottom(box) - bottom(piece) } },
  ].reduce((least, side) => (side.away < least.away ? side : least));
  if (Math.abs(nearest.away) >= MARGIN * Math.min(box.width, box.height)) return false;
  return covered(labels, width, label, nearest.beside, nearest.of) < INTACT;
}

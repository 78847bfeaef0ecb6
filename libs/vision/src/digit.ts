import type { Component, Labelled } from './components';
import type { Box, Raster } from './raster';

/** Pieces smaller than this share of the digit's largest piece are specks. */
const SPECK_SHARE = 0.04;
/** A piece this far away (in the longer sides of what was found so far) is not part of the digit. */
const REACH = 0.4;

export const right = (box: Box): number => box.x + box.width;
export const bottom = (box: Box): number => box.y + box.height;

/** The box that a whole picture is. */
export const wholeOf = ({ width, height }: Pick<Raster, 'width' | 'height'>): Box => ({ x: 0, y: 0, width, height });

/** The smallest box around both. */
export function around(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.max(right(a), right(b)) - x, height: Math.max(bottom(a), bottom(b)) - y };
}

/** Pixels between two boxes along the axis on which they are further apart; 0 when they touch or overlap. */
function gap(a: Box, b: Box): number {
  return Math.max(0, a.x - right(b), b.x - right(a), a.y - bottom(b), b.y - bottom(a));
}

/** A line along a border or across the whole picture: a frame, a rule, the edge of a window or of the sheet. */
export function isFrame({ box, area }: Component, width: number, height: number): boolean {
  const touches = [box.x === 0, box.y === 0, right(box) === width, bottom(box) === height].filter(Boolean).length;
  const isThin = area < 0.25 * box.width * box.height;
  const spansWidth = box.width >= 0.9 * width;
  const spansHeight = box.height >= 0.9 * height;
  if (touches >= 3 && isThin && spansWidth && spansHeight) return true;
  if (touches === 0) return false;
  return (spansWidth && box.height <= 0.06 * height) || (spansHeight && box.width <= 0.06 * width);
}

/**
 * A patch that has this much of its box full of ink, and is no narrow line, is a block: a button, a stamp, paper between lines. A round one,
 * of which less is full, is a dot. Smaller than `least` pixels a digit may look so too.
 */
const BLOCK = { fill: 0.82, aspect: 0.5 };
const DOT = { fill: 0.72, aspect: 0.75, least: 6 };

export function isBlock({ box, strong }: Component): boolean {
  const [shorter, longer] = [Math.min(box.width, box.height), Math.max(box.width, box.height)];
  const isLike = ({ fill, aspect }: typeof BLOCK): boolean => strong >= fill * box.width * box.height && shorter >= aspect * longer;
  return isLike(BLOCK) || (shorter >= DOT.least && isLike(DOT));
}

/** How far from an edge of the picture (a share of its shorter side) the rest of a frame lies that the edge cut off. */
const REMNANT_BAND = 0.16;
/** A remnant is this many times as long as it reaches into the picture. */
const REMNANT_LENGTH = 2.5;
/** Writing beside a remnant is this high, in shares of the picture's height. */
const REMNANT_WRITING = 0.25;

/**
 * What the picture's edges left of a frame: pieces along an edge that they touch. Only where something larger stands free of all edges;
 * else the picture was cropped to its digits, and a piece at the edge may be one.
 */
export function isRemnant({ box }: Component, all: readonly Component[], width: number, height: number): boolean {
  const band = REMNANT_BAND * Math.min(width, height);
  const touches = (other: Box): boolean => other.x === 0 || other.y === 0 || right(other) === width || bottom(other) === height;
  if (!touches(box) || !all.some((other) => !touches(other.box) && other.box.height >= REMNANT_WRITING * height)) return false;
  const isUpright = box.height >= REMNANT_LENGTH * box.width && (right(box) <= band || box.x >= width - band);
  const isFlat = box.width >= REMNANT_LENGTH * box.height && (bottom(box) <= band || box.y >= height - band);
  return isUpright || isFlat;
}

/**
 * A box drawn around the digit (a form's cell): nearly every row and column of its own box has ink within a strip along each of
 * the four edges. A round 0 has none in the corners.
 */
export function isCell(ink: Raster, labels: Int32Array, label: number, box: Box): boolean {
  const strip = Math.max(2, Math.round(0.08 * Math.min(box.width, box.height)));
  const covered = (isHorizontal: boolean, start: number): number => {
    const length = isHorizontal ? box.width : box.height;
    let count = 0;
    for (let along = 0; along < length; along++) {
      for (let across = start; across < start + strip; across++) {
        const x = box.x + (isHorizontal ? along : across);
        const y = box.y + (isHorizontal ? across : along);
        if (labels[y * ink.width + x] !== label) continue;
        count++;
        break;
      }
    }
    return count / length;
  };
  return [covered(true, 0), covered(true, box.height - strip), covered(false, 0), covered(false, box.width - strip)].every(
    (share) => share >= 0.85,
  );
}

export const isInside = (inner: Box, outer: Box): boolean =>
  inner.x > outer.x && inner.y > outer.y && right(inner) < right(outer) && bottom(inner) < bottom(outer);

/**
 * Indexes of the components that make up the one digit of a picture: the heaviest, and what lies near it and is no speck
 * (the bar of a 5 may stand apart). Empty when there is nothing that could be a digit.
 */
export function digitAmong(ink: Raster, { labels, components }: Labelled): number[] {
  const { width, height } = ink;
  // Frames of a picture that is hardly larger than the digit cannot be told from it.
  const isLarge = Math.min(width, height) >= 40;
  const candidates = components
    .map((component, index) => ({ component, index }))
    .filter(({ component }) => component.strong > 0 && !(isLarge && isFrame(component, width, height)))
    .filter(({ component }) => !isBlock(component) && !isRemnant(component, components, width, height))
    .sort((a, b) => b.component.mass - a.component.mass);
  // A cell is empty, or it holds something that is no speck.
  const main = candidates.find(
    ({ component, index }) =>
      !isLarge ||
      !isCell(ink, labels, index + 1, component.box) ||
      !candidates.some((other) => isInside(other.component.box, component.box) && other.component.mass >= 0.1 * component.mass),
  );
  if (!main) return [];
  const chosen = [main.index];
  let box = main.component.box;
  for (const { component, index } of candidates) {
    if (index === main.index || isInside(main.component.box, component.box)) continue;
    if (component.mass < SPECK_SHARE * main.component.mass) break;
    if (gap(box, component.box) > REACH * Math.max(box.width, box.height)) continue;
    chosen.push(index);
    box = around(box, component.box);
  }
  return chosen;
}

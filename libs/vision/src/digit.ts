import type { Component } from './components';
import type { Box } from './raster';

/** Pieces smaller than this share of the digit's largest piece are specks. */
const SPECK_SHARE = 0.04;
/** A piece this far away (in the longer sides of what was found so far) is not part of the digit. */
const REACH = 0.4;

const right = (box: Box): number => box.x + box.width;
const bottom = (box: Box): number => box.y + box.height;

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
function isFrame({ box, area }: Component, width: number, height: number): boolean {
  const touches = [box.x === 0, box.y === 0, right(box) === width, bottom(box) === height].filter(Boolean).length;
  const isThin = area < 0.25 * box.width * box.height;
  const spansWidth = box.width >= 0.9 * width;
  const spansHeight = box.height >= 0.9 * height;
  if (touches >= 3 && isThin && spansWidth && spansHeight) return true;
  if (touches === 0) return false;
  return (spansWidth && box.height <= 0.06 * height) || (spansHeight && box.width <= 0.06 * width);
}

/**
 * Indexes of the components that make up the one digit of a picture: the heaviest, and what lies near it and is no speck
 * (the bar of a 5 may stand apart). Empty when there is nothing that could be a digit.
 */
export function digitAmong(components: readonly Component[], width: number, height: number): number[] {
  // Frames of a picture that is hardly larger than the digit cannot be told from it.
  const isLarge = Math.min(width, height) >= 40;
  const candidates = components
    .map((component, index) => ({ component, index }))
    .filter(({ component }) => component.strong > 0 && !(isLarge && isFrame(component, width, height)))
    .sort((a, b) => b.component.mass - a.component.mass);
  const main = candidates[0];
  if (!main) return [];
  const chosen = [main.index];
  let box = main.component.box;
  for (const { component, index } of candidates.slice(1)) {
    if (component.mass < SPECK_SHARE * main.component.mass) break;
    if (gap(box, component.box) > REACH * Math.max(box.width, box.height)) continue;
    chosen.push(index);
    box = around(box, component.box);
  }
  return chosen;
}

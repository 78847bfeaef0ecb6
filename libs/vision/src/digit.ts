import type { Component } from './components';
import type { Box, Raster } from './raster';

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

/** Rows that two boxes have in common; negative when one is below the other. */
export const shared = (a: Box, b: Box): number => Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y);

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
/** An edge is touched within this share of the shorter side, and within a pixel unless the picture is small: its outermost pixels are often lost. */
const TOUCHES = { share: 0.015, large: 40 };
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
  const shorter = Math.min(width, height);
  const near = shorter < TOUCHES.large ? 0 : Math.max(1, TOUCHES.share * shorter);
  const touches = (other: Box): boolean => Math.min(other.x, other.y, width - right(other), height - bottom(other)) <= near;
  if (!touches(box) || !all.some((other) => !touches(other.box) && other.box.height >= REMNANT_WRITING * height)) return false;
  const isUpright = box.height >= REMNANT_LENGTH * box.width && (right(box) <= band || box.x >= width - band);
  const isFlat = box.width >= REMNANT_LENGTH * box.height && (bottom(box) <= band || box.y >= height - band);
  return isUpright || isFlat;
}

export const isInside = (inner: Box, outer: Box): boolean =>
  inner.x > outer.x && inner.y > outer.y && right(inner) < right(outer) && bottom(inner) < bottom(outer);

import { componentsOf, type Component } from './components';
import type { Raster } from './raster';

/** What lies along an edge is no deeper than this share of the picture's shorter side, and at least so many times as long as deep. */
const DEPTH = 0.12;
const LONG = 2.5;
/** Within this share of the shorter side an edge is touched: its outermost pixels are often lost. */
const NEAR = 0.025;
/** Something else has to be there, at least so many times as large. */
const LARGER = 1.5;
/** In pictures this many times as long as high there may be a 1 at the edge. */
const WIDE = 1.2;
/** In a picture of at least this side nobody writes a 1 along the edge and nothing else: so many times as large as all the rest. */
const PAGE_SIDE = 64;
const ALONE = 2;

/**
 * Wipes from the ink, in place, what lies along the picture's edges and is thin: the sides of a frame that the picture cuts off aslant. Only
 * beside something larger that does not, or where there is nothing else on a page. Ink of at least `soft` counts. Tells whether anything was wiped.
 */
export function wipeEdgeRemains(ink: Raster, soft: number): boolean {
  if (!hasInkAtEdges(ink, soft)) return false;
  const { width, height, data } = ink;
  const { labels, components } = componentsOf(data, width, height, soft, soft);
  const isRemain = components.map((component) => liesAlongEdge(component, width, height));
  const largest = components.reduce((most, { area }, i) => (isRemain[i] ? most : Math.max(most, area)), 0);
  const isWide = Math.max(width, height) > WIDE * Math.min(width, height);
  const isPage = Math.min(width, height) >= PAGE_SIDE;
  const isNothing = (area: number): boolean => (!isWide && LARGER * area <= largest) || (isPage && area >= ALONE * largest);
  const isWiped = Uint8Array.from([0, ...components.map(({ area }, i) => (isRemain[i] && isNothing(area) ? 1 : 0))]);
  if (!isWiped.includes(1)) return false;
  labels.forEach((label, at) => isWiped[label] === 1 && (data[at] = 0));
  return true;
}

function liesAlongEdge({ box }: Component, width: number, height: number): boolean {
  const deepest = DEPTH * Math.min(width, height);
  const isThin = (depth: number, length: number): boolean => depth <= deepest && length >= LONG * depth;
  const near = NEAR * Math.min(width, height);
  const isAtSide = box.x <= near || box.x + box.width >= width - near;
  const isAtEnd = box.y <= near || box.y + box.height >= height - near;
  return (isAtSide && isThin(box.width, box.height)) || (isAtEnd && isThin(box.height, box.width));
}

/** A quick look that spares most drawings the search. */
function hasInkAtEdges({ width, height, data }: Raster, soft: number): boolean {
  const near = Math.floor(NEAR * Math.min(width, height)) + 1;
  const isInked = (from: number, to: number): boolean => {
    for (let at = from; at < to; at++) if (data[at]! >= soft) return true;
    return false;
  };
  for (let y = 0; y < height; y++) {
    const [left, right] = [y * width, (y + 1) * width];
    const isAtEnd = y < near || y >= height - near;
    if (isAtEnd ? isInked(left, right) : isInked(left, left + near) || isInked(right - near, right)) return true;
  }
  return false;
}

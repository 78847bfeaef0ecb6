import type { Labelled } from './components';
import { around, bottom, isBlock, isFrame, isInside, isRemnant, right } from './digit';
import { isFrameAround, isOfFrames } from './frame-around';
import type { Box, Raster } from './raster';

/** Pieces smaller than this share of the digit's largest piece are specks. */
const SPECK_SHARE = 0.04;
/** A piece this far away (in the longer sides of what was found so far) is not part of the digit. */
const REACH = 0.4;

/** Pixels between two boxes along the axis on which they are further apart; 0 when they touch or overlap. */
function gap(a: Box, b: Box): number {
  return Math.max(0, a.x - right(b), b.x - right(a), a.y - bottom(b), b.y - bottom(a));
}

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
  const all = candidates.map(({ component }) => component);
  const main = candidates.find(({ component, index }) => !isLarge || !isFrameAround(ink, labels, index + 1, component, all));
  if (!main) return [];
  // What is heavier was a frame around it.
  const frames = candidates.slice(0, candidates.indexOf(main)).map((each) => ({ box: each.component.box, label: each.index + 1 }));
  const chosen = [main.index];
  let box = main.component.box;
  for (const { component, index } of candidates) {
    if (index === main.index || isInside(main.component.box, component.box)) continue;
    if (component.mass < SPECK_SHARE * main.component.mass) break;
    if (isOfFrames({ box: component.box, label: index + 1 }, frames, labels, width)) continue;
    if (gap(box, component.box) > REACH * Math.max(box.width, box.height)) continue;
    chosen.push(index);
    box = around(box, component.box);
  }
  return chosen;
}

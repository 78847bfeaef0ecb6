import { componentsOf } from './components';
import type { Labelled } from './components';
import { denoised } from './denoise';
import { wholeOf } from './digit';
import { inkOf } from './ink';
import { STRONG } from './ink';
import type { Ink } from './ink';
import { paperOf } from './paper';
import type { Box, Raster } from './raster';
import { crop, reduceBy } from './resample';

/** The ink of a picture, or of a part of it. */
export interface Observation {
  readonly ink: Ink;
  readonly isGrainy: boolean;
  /** The connected patches of the ink as it was seen, looked for once. */
  patches(): Labelled;
  /** A box of the ink's pixels in the pixels of the picture. */
  toPicture(box: Box): Box;
}

/** Looks at a picture, or at the part `within` it, shrunk by `factor`; null when there is no ink. `before`: how all of it was seen. */
export function observe(picture: Raster, factor: number, within?: Box, before?: Observation): Observation | null {
  const part = within === undefined ? picture : crop(picture, within);
  const { raster } = reduceBy(part, factor);
  const clean = denoised(raster);
  if (clean === null) return null;
  const paper = paperOf(clean.raster, clean.contrast, clean.sigma, within !== undefined && isAmidst(within, picture));
  const ink = inkOf(clean, paper, before?.ink.hasPattern);
  if (ink === null) return null;
  let labelled: Labelled | null = null;
  const patches = (): Labelled => (labelled ??= componentsOf(ink.data, ink.width, ink.height, ink.soft, STRONG));
  return { ink, isGrainy: clean.isGrainy, patches, toPicture: mapOf(paper.area, factor, within ?? wholeOf(picture)) };
}

/** From pixels of the ink to those of the picture. Made of numbers alone: a glyph that keeps it keeps no picture alive. */
function mapOf({ x: left, y: top }: Box, factor: number, part: Box): Observation['toPicture'] {
  return (box) => {
    const [x, y] = [(box.x + left) * factor, (box.y + top) * factor];
    // The blocks at the right and bottom edges may be smaller than the others.
    const [width, height] = [Math.min(part.width - x, box.width * factor), Math.min(part.height - y, box.height * factor)];
    return { x: x + part.x, y: y + part.y, width, height };
  };
}

/** A part lower than this share of the picture has no frame or desk around it: those lie about the whole. */
const AMIDST = 0.5;
const isAmidst = (part: Box, picture: Raster): boolean => part.height < AMIDST * picture.height;

/** The box with `margin` pixels around it, within the picture. */
export function widened({ x, y, width, height }: Box, margin: number, picture: Raster): Box {
  const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)];
  const right = Math.min(picture.width, x + width + margin);
  const bottom = Math.min(picture.height, y + height + margin);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

import { contrastOf, median3, noiseOf } from './noise';
import type { Raster } from './raster';

/** Below this contrast (grey levels) a picture is blank. */
const BLANK_CONTRAST = 14;
/** Contrast below this many deviations of the grain is grain. */
const GRAIN_CONTRAST = 4.5;
/** Smaller pictures have no flat paper to see the grain on. */
const GRAIN_SIDE = 20;
/** Pictures at least this large can lose a pixel to the median filter; in smaller ones it is part of a stroke. */
const MEDIAN_SIDE = 64;
/** Grain of this deviation, or this share of stray pixels, is worth a filter; twice that grain is worth two. */
const GRAINY = { sigma: 4, twice: 12, impulses: 0.001 };

/** A picture ready to be read. */
export interface Clean {
  readonly raster: Raster;
  /** Grey levels between its darkest and its brightest. */
  readonly contrast: number;
  /** Deviation of the grain that is left, in grey levels. */
  readonly sigma: number;
  readonly isGrainy: boolean;
  /** The picture with its grain, when a filter took that, and thin lines with it; and the grain's deviation. */
  readonly grainy?: { readonly raster: Raster; readonly sigma: number };
}

/** The raster with its grain removed; null when it is blank or nothing but grain. */
export function denoised(raster: Raster): Clean | null {
  const contrast = contrastOf(raster);
  if (contrast < BLANK_CONTRAST) return null;
  const shorter = Math.min(raster.width, raster.height);
  if (shorter < GRAIN_SIDE) return { raster, contrast, sigma: 0, isGrainy: false };
  const { sigma, impulses } = noiseOf(raster);
  if (contrast < GRAIN_CONTRAST * sigma) return null;
  const isGrainy = sigma >= GRAINY.sigma || impulses >= GRAINY.impulses;
  if (!isGrainy || shorter < MEDIAN_SIDE) return { raster, contrast, sigma, isGrainy };
  const smooth = median3(sigma > GRAINY.twice ? median3(raster) : raster);
  return { raster: smooth, contrast: contrastOf(smooth), sigma: noiseOf(smooth).sigma, isGrainy, grainy: { raster, sigma } };
}

export * from './raster';
export { findGlyphs } from './find-glyphs';
export * from './find-candidates';
export { SEPARATOR_SYMBOLS } from './separators';
export type { Separator, SeparatorSymbol } from './separators';
export { lineImage } from './line-image';
export { withParts } from './line-parts';
export type { Part } from './line-parts';
export type { LineImage, LineInk } from './line-image';

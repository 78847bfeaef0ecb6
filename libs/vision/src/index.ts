export * from './raster';
export { findGlyphs } from './find-glyphs';
export * from './find-candidates';

export * from './raster';
export * from './find-glyphs';

export * from './negative-samples';
export * from './negative-glyphs';

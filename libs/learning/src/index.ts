export * from './network';
export * from './networks';
export * from './serving-graph';
export * from './training-graph';
export * from './weights';
export * from './strokes';

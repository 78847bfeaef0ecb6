export * from './random';
export * from './stroke';
export * from './strokes-of';
export * from './draw-strokes';
export * from './stroke-samples';

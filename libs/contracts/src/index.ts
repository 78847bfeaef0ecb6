export * from './scalars';
export * from './readings';
export * from './model-card';
export * from './jobs';
export * from './predictions';
export * from './problems';

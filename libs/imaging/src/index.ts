export * from './image-error';
export * from './image-header';
export * from './limits';
export * from './raster';
export * from './probe';
export * from './decode';
export * from './reencode';
export * from './formats';

export * from './image-error';
export * from './image-header';
export * from './limits';
export * from './raster';
export * from './probe';
export * from './decode';
export * from './encode';
export * from './reencode';

export * from './writers';
export * from './string-samples';
export * from './digit-pool';
export * from './training-lines';
export * from './line-targets';
export * from './line-network';
export * from './line-graphs';
export * from './train-line-network';

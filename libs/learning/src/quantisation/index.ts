export * from './quantise-graph';
export * from './quantise-model';

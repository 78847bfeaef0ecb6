export * from './writers';
export * from './string-samples';

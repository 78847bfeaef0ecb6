export * from './object-store';
export { newObjectKey } from './object-key';
export { openObjectStore } from './open-object-store';
export type { SealedStore } from './sealed-store';

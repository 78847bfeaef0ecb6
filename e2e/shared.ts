import type { Product } from './product';

/** The shared product of this run; set-up and teardown run in one process. */
export const shared: { product?: Product } = {};

/** The product's version, as in the root package.json. */
export const VERSION = '0.1.0';

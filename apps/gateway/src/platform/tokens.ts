/** Injection tokens of what the process is built on; `application.ts` provides them. */
export const CONFIG = Symbol('config');
/** NUMERA_SECRET: what keys of digests and seals are made of. */
export const SECRET = Symbol('secret');
export const LOGGER = Symbol('logger');
export const DATABASE = Symbol('database');
export const STORE = Symbol('object store');
export const QUEUES = Symbol('queues');
/** `() => Date`, so that tests can move time. */
export const CLOCK = Symbol('clock');
export type Clock = () => Date;

/** The one workspace and recogniser there are until accounts come; the first migration makes both. */
export const DEFAULT_WORKSPACE = '01939000-0000-7000-8000-000000000001';
export const DIGITS = 'digits';
/** Alias of the model version that answers. */
export const CHAMPION = 'champion';

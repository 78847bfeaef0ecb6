import { wholeNumber } from '../options';

/** Not as many as the machine has: the same seed shall give the same bytes on another one. */
const THREADS = 2;
const MOST = 64;

/** Threads that a batch is shared out among, as the option says it. */
export const threadsOf = (text: string | undefined): number => wholeNumber('threads', text, 1, MOST) ?? THREADS;

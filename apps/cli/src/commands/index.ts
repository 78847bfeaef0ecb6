import type { Command } from '../command';
import { admin } from './admin';
import { data } from './data';
import { evaluate } from './evaluate';
import { predict } from './predict';
import { train } from './train';

/** The commands, in the order in which help lists them. */
export const commands: readonly Command[] = [predict, evaluate, train, data, admin];

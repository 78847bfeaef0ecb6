import type { Command } from '../command';
import { admin } from './admin';
import { data } from './data';
import { doctor } from './doctor';
import { evaluate } from './evaluate';
import { finetune } from './finetune';
import { predict } from './predict';
import { train } from './train';

/** The commands, in the order in which help lists them. */
export const commands: readonly Command[] = [predict, evaluate, train, finetune, data, doctor, admin];

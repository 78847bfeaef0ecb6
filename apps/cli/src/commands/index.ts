import type { Command } from '../command';
import { admin } from './admin';
import { audit } from './audit';
import { data } from './data';
import { doctor } from './doctor';
import { ensemble } from './ensemble';
import { evaluate } from './evaluate';
import { finetune } from './finetune';
import { predict } from './predict';
import { quantise } from './quantise';
import { storage } from './storage';
import { train } from './train';

/** The commands, in the order in which help lists them. */
export const commands: readonly Command[] = [predict, evaluate, train, finetune, ensemble, quantise, data, doctor, admin, audit, storage];

import type { ModelCard, ReadMode } from '@numera/contracts';
import { REPORTED_ERRORS, acceptedAt, controlRisk, type Accepted, type RiskLevel } from '../calibration/risk-control';
import { shuffle } from '../shuffle';
import { randomFrom } from '../strokes/random';
import type { Scored } from './figures';

/** Accepting by confidence with a stated error: the threshold, what it does on answers it was not chosen on, and what these answers prove. */
export interface Selective extends Accepted {
  readonly targetError: number;
  /** Null: not certifiable with what it was to be chosen on; then nothing is accepted. */
  readonly threshold: number | null;
  /** What the threshold was chosen on, and how many answers that were. */
  readonly chosenOn: string;
  readonly chosenCount: number | null;
  /** What all these answers could certify by themselves. */
  readonly levels: readonly RiskLevel[];
}

/** Fixed, so that the same images give the same halves. */
const SPLIT_SEED = 20_240;

/** What answers can certify by themselves: 1 %, 0.1 % and 0.01 %, and the stated error where it is another; the largest first. */
export function reportedLevels(answers: readonly Scored[], targetError?: number): RiskLevel[] {
  const targets = new Set(targetError === undefined ? REPORTED_ERRORS : [...REPORTED_ERRORS, targetError]);
  return [...targets].sort((a, b) => b - a).map((target) => controlRisk(answers, target));
}

/**
 * Applies a stated error to answers in a mode. The threshold is the card's when the mode was calibrated for that error; else it is chosen on one
 * half of the answers, drawn at random, and measured on the other, because an error measured where its threshold was chosen is flattered.
 */
export function selectiveAt(targetError: number, answers: readonly Scored[], card: Certified, mode: ReadMode = 'fast'): Selective {
  const levels = reportedLevels(answers, targetError);
  const known = knownOf(targetError, card, mode);
  if (known !== null) return { targetError, ...known, ...acceptedAt(answers, known.threshold ?? Infinity), levels };
  const order = Uint32Array.from(answers, (_, i) => i);
  shuffle(order, randomFrom(SPLIT_SEED));
  const half = Math.floor(order.length / 2);
  const pick = (from: number, to: number): Scored[] => Array.from(order.subarray(from, to), (i) => answers[i]!);
  const chosen = controlRisk(pick(0, half), targetError);
  const measured = acceptedAt(pick(half, order.length), chosen.accept ?? Infinity);
  return { targetError, threshold: chosen.accept, chosenOn: 'the other half of these images', chosenCount: half, ...measured, levels };
}

/** What a card says was proved of its model's answers. */
type Certified = Pick<ModelCard, 'thresholds' | 'risk' | 'accurate'>;

/** What the card holds for an error. In `accurate` confidences come from other networks: what was proved of `fast` says nothing of them. */
function knownOf(targetError: number, card: Certified, mode: ReadMode): Pick<Selective, 'threshold' | 'chosenOn' | 'chosenCount'> | null {
  const { thresholds, risk = [] }: Partial<Certified> = mode === 'fast' ? card : { ...card.accurate };
  if (thresholds === undefined) return null;
  const { accept, chosenOn } = thresholds;
  const level = risk.find((one) => one.targetError === targetError);
  if (level !== undefined) return { threshold: level.accept, chosenOn, chosenCount: level.count };
  // Older cards say 1 for a threshold that could not be proved.
  return thresholds.targetError === targetError ? { threshold: accept < 1 ? accept : null, chosenOn, chosenCount: null } : null;
}

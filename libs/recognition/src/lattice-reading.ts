import type { Alternative, ReadGlyph, Reading } from '@numera/contracts';
import { bestPath } from './best-path';
import { bestTexts, type BestTexts, type ScoredText } from './best-texts';
import type { Automaton } from './constraints/automaton';
import { decide, type ReadingRules } from './decision';
import { areDigits, digitOf } from './labels';
import type { Lattice, LatticeStep, SignStep } from './lattice';
import { leadOf } from './lead';
import { isNumber } from './refusal';

/** A reading with the steps of the lattice that its glyphs are. */
export interface FoundReading extends Reading {
  readonly text: string;
  readonly steps: readonly LatticeStep[];
  /** The signs between them that are no digits. */
  readonly signs: readonly SignStep[];
}

/** Others than the text itself that are shown, and the least chance at which one is worth a look. */
const ALTERNATIVES = { most: 5, least: 0.001 };
/**
 * Share of numbers that break their own rule, or are sent with another's: what is believed of a rule before anything was read. Where the ink
 * speaks against every text that keeps the rule, this is what keeps the best of them from being sure.
 */
const BROKEN = 0.01;

/**
 * A picture of a glyph's size is read in several views, and whatever is no digit seldom looks like the same digit in all of them: the
 * product of their answers is unsure by itself. With this share of the card's threshold 95 of 100 drawn pictures of no digit of 28 and 40 pixels
 * are refused, as with all of it where there is one view, and 1 of 4,500 digits.
 */
const SMALL = 0.65;
/**
 * How sure a text of several digits has to be at least: a card's threshold is proved on single digits, and says nothing of how lines are found and
 * parted. Of 1,400 generated strings of 2 to 8 digits (images 55,000 to 57,499 of MNIST's train file and drawn strokes) 1,255 were as sure, 9 of
 * them wrong: at most 2 %, certain to 95 %. With 0.98 they are 1,172 and 5.
 */
const ACCEPT_STRING = 0.95;

/** Is the only digit a 1 that was cut off something that is none, such as the longer stroke of a tick? Any straight stroke looks like one. */
function isStrokeOfSign(text: string, [only]: readonly LatticeStep[], signs: readonly SignStep[]): boolean {
  if (text !== '1' || only === undefined) return false;
  const { from, to, isCut } = only;
  return signs.some((sign) => (isCut.left && sign.to === from) || (isCut.right && sign.from === to));
}

/** Is there no number at all? A long string is seldom sure as a whole, so its digits are asked on average. */
function isRefused(steps: readonly LatticeStep[], confidence: number, { isSmall }: Lattice, { labels, thresholds }: ReadingRules): boolean {
  const { reject, rejectString } = thresholds;
  // Nothing but signs.
  if (steps.length === 0) return true;
  if (isSmall) return confidence < SMALL * reject;
  if (confidence ** (1 / steps.length) < (steps.length === 1 ? reject : (rejectString ?? reject))) return true;
  // A network that learned nothing of what is no digit is sure of everything; only others have a threshold for strings.
  return rejectString !== undefined && areDigits(labels) && !isNumber(steps, confidence);
}

/** The likeliest text of the lines; its confidence is its share among all, its ways added up. Null when there are no lines. */
export function freeReading(lattice: Lattice, rules: ReadingRules): FoundReading | null {
  const texts = bestTexts(lattice, rules.labels, null);
  const [best] = texts.texts;
  if (lattice.steps.length === 0 || best === undefined) return null;
  const total = weightOf(lattice);
  const glyphs = glyphsOf(best, rules.labels);
  const confidence = Math.min(1, Math.exp(best.score - total));
  const found = {
    ...judged(best.text, confidence, glyphs, shareOf(best, total), rules),
    steps: best.way.map(({ step }) => step),
    signs: best.signs,
  };
  if (isRefused(found.steps, confidence, lattice, rules) || isStrokeOfSign(best.text, found.steps, found.signs))
    return { ...found, decision: 'reject' };
  return { ...found, alternatives: alternativesTo(best.text, texts, total) };
}

/**
 * The likeliest text that keeps a rule; null when nothing that the network believes does. Its confidence is its share among the texts that keep
 * the rule and, for the chance that the number itself breaks it, a hundredth of the others.
 */
export function keptReading(lattice: Lattice, rules: ReadingRules, rule: Automaton): FoundReading | null {
  const all = weightOf(lattice);
  const found = bestTexts(lattice, rules.labels, rule);
  const best = found.texts.find(({ text }) => text !== '');
  if (best === undefined) return null;
  const kept = Math.min(1, Math.exp(found.total - all));
  const weight = all + Math.log(kept + BROKEN * (1 - kept));
  const glyphs = glyphsOf(best, rules.labels);
  const confidence = Math.min(1, Math.exp(best.score - weight));
  const alternatives = alternativesTo(best.text, found, weight);
  const verdict = judged(best.text, confidence, glyphs, shareOf(best, all), rules);
  return { ...verdict, steps: best.way.map(({ step }) => step), signs: best.signs, alternatives };
}

/** The logarithm of the sum of all ways through the lattice. */
const weightOf = ({ pieces, steps, signs }: Lattice): number => bestPath(pieces, [...steps, ...signs]).total;

/** The share of a text's best way among all, whose sum's logarithm is `total`. */
const shareOf = ({ way, signs }: ScoredText, total: number): number =>
  Math.exp([...way.map(({ step }) => step), ...signs].reduce((sum, { score }) => sum + score, -total));

/** `share` is how sure it is that the lines are parted so. */
function judged(text: string, confidence: number, glyphs: ReadGlyph[], share: number, { thresholds }: ReadingRules) {
  const accept = glyphs.length > 1 ? Math.max(ACCEPT_STRING, thresholds.accept) : thresholds.accept;
  const isSure = decide(confidence, { ...thresholds, accept }) === 'accept';
  const doubt = share < Math.min(...glyphs.map((glyph) => glyph.confidence)) ? 'unsure_parting' : 'unsure_digit';
  const verdict = isSure ? ({ decision: 'accept', reason: 'sure' } as const) : ({ decision: 'review', reason: doubt } as const);
  return { text, confidence, glyphs, ...verdict };
}

/** The digits of a text's best way, each with the label that it is read as there, which need not be its likeliest. */
const glyphsOf = ({ way }: ScoredText, labels: readonly string[]): ReadGlyph[] =>
  way.map(({ step: { glyph }, label }) => {
    const name = labels[label]!;
    const { probabilities } = glyph;
    const lead = leadOf(probabilities, label, labels);
    return { ...glyph, label: name, digit: digitOf(name), confidence: probabilities[label]!, ...lead };
  });

const alternativesTo = (shown: string, { texts }: BestTexts, weight: number): Alternative[] =>
  texts
    .map(({ text, score }) => ({ text, confidence: Math.min(1, Math.exp(score - weight)) }))
    .filter(({ text, confidence }) => text !== shown && text !== '' && confidence >= ALTERNATIVES.least)
    .slice(0, ALTERNATIVES.most);

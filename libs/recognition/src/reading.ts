// Pure: no Node and no zod here, because the browser reads with this file too.
import type { Constraints, ReadGlyph, Reading, ReadMode } from '@numera/contracts';
import type { CandidateLine, Glyph } from '@numera/vision';
import { ruleOf } from './constraints';
import type { ReadingRules } from './decision';
import { latticeOf } from './lattice';
import { freeReading, keptReading } from './lattice-reading';
import type { JudgedLine } from './lines/part-evidence';
import { argMax, softmax } from './softmax';

/** Every glyph of some lines' candidates, in the order in which `read` wants their logits. */
export const glyphsOf = (lines: readonly CandidateLine[]): Glyph[] =>
  lines.flatMap(({ candidates }) => candidates.map(({ glyph }) => glyph));

/** What is known beforehand, and what the logits come from. */
export interface ReadSettings {
  readonly constraints?: Constraints;
  readonly mode?: ReadMode;
}

/**
 * Turns the network's answer for the candidates of one image into a reading: the best way through each line.
 * `logits` holds a row of `rules.labels.length` for each of `glyphsOf(lines)`. Rows of text are joined by a newline.
 * The confidence of a string is the product of its digits' (the chance that all are right, were they independent) and of how sure it is
 * that the lines are parted into digits so. No candidate, or a string whose digits are on average rejected: text null and no glyphs.
 * With constraints it is the best reading that keeps them, and `unconstrained` what it would be without; when none keeps them it is that, for review.
 * Throws RangeError when `logits` has another length.
 */
export function read(
  lines: readonly JudgedLine[],
  logits: ArrayLike<number>,
  rules: ReadingRules,
  { constraints = {}, mode = 'fast' }: ReadSettings = {},
): Reading {
  const width = rules.labels.length;
  const candidates = glyphsOf(lines);
  if (logits.length !== candidates.length * width) {
    throw new RangeError(`${candidates.length} glyphs of ${width} labels need ${candidates.length * width} logits, got ${logits.length}`);
  }
  const values = Array.from(logits);
  const lattice = latticeOf(
    lines,
    candidates.map((glyph, i) => readOne(glyph, values.slice(i * width, (i + 1) * width), rules)),
  );
  const free = freeReading(lattice, rules);
  if (free === null || free.decision === 'reject') {
    return { text: null, confidence: free?.confidence ?? 0, decision: 'reject', glyphs: [], reason: 'no_digit', mode };
  }
  const rule = ruleOf(constraints);
  if (rule === null) return { ...free, mode };
  const unconstrained = { text: free.text, confidence: free.confidence };
  const kept = keptReading(lattice, rules, rule);
  if (kept === null) return { ...free, decision: 'review', reason: 'unmet_constraint', unconstrained, mode };
  return { ...kept, unconstrained, mode };
}

function readOne(glyph: Glyph, logits: readonly number[], rules: ReadingRules): ReadGlyph {
  const probabilities = softmax(logits, rules.calibration.temperature);
  const best = argMax(probabilities);
  const label = rules.labels[best];
  if (label === undefined) throw new RangeError('the network answered with something that is not a number');
  const digit = /^[0-9]$/.test(label) ? Number(label) : null;
  return { label, digit, confidence: probabilities[best] ?? 0, probabilities, box: { ...glyph.box }, row: glyph.row };
}

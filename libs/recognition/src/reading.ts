// Pure: no Node and no zod here, because the browser reads with this file too.
import type { Decision, ModelCard, ReadGlyph, Reading } from '@numera/contracts';
import type { CandidateLine, Glyph } from '@numera/vision';
import { bestPath } from './best-path';
import { oddsOf } from './segments';
import { argMax, softmax } from './softmax';

/** The part of a model's card that turns logits into a reading. */
export type ReadingRules = Pick<ModelCard, 'labels' | 'calibration' | 'thresholds'>;

/** What to do with a confidence: at least `accept` is accepted, at least `reject` goes to a person, anything less is no digit. */
export function decide(confidence: number, thresholds: Pick<ModelCard['thresholds'], 'accept' | 'reject'>): Decision {
  if (confidence >= thresholds.accept) return 'accept';
  return confidence >= thresholds.reject ? 'review' : 'reject';
}

/** Every glyph of some lines' candidates, in the order in which `read` wants their logits. */
export const glyphsOf = (lines: readonly CandidateLine[]): Glyph[] =>
  lines.flatMap(({ candidates }) => candidates.map(({ glyph }) => glyph));

/**
 * Turns the network's answer for the candidates of one image into a reading: the best way through each line.
 * `logits` holds a row of `rules.labels.length` for each of `glyphsOf(lines)`. Rows of text are joined by a newline.
 * The confidence of a string is the product of its digits' (the chance that all are right, were they independent) and of how sure it is
 * that the lines are parted into digits so. No candidate, or a string whose digits are on average rejected: text null and no glyphs.
 * Throws RangeError when `logits` has another length.
 */
export function read(lines: readonly CandidateLine[], logits: ArrayLike<number>, rules: ReadingRules): Reading {
  const width = rules.labels.length;
  const count = lines.reduce((sum, { candidates }) => sum + candidates.length, 0);
  if (logits.length !== count * width) {
    throw new RangeError(`${count} glyphs of ${width} labels need ${count * width} logits, got ${logits.length}`);
  }
  if (count === 0) return { text: null, confidence: 0, decision: 'reject', glyphs: [] };

  const values = Array.from(logits);
  const glyphs: ReadGlyph[] = [];
  let confidence = 1;
  let at = 0;
  for (const { pieces, candidates } of lines) {
    const isOnly = candidates.length === 1;
    const known = candidates.map(({ glyph }) => readOne(glyph, values.slice(at, (at += width)), rules));
    const steps = candidates.map((candidate, i) => {
      const { probabilities, confidence: certainty } = known[i]!;
      return { from: candidate.from, to: candidate.to, score: isOnly ? 0 : oddsOf(candidate, probabilities) + Math.log(certainty) };
    });
    const path = bestPath(pieces, steps);
    glyphs.push(...path.steps.map((i) => known[i]!));
    confidence *= path.share;
  }
  confidence = glyphs.reduce((product, glyph) => product * glyph.confidence, confidence);
  // A long string is seldom sure as a whole; whether there are digits at all is asked of its digits on average.
  const isThere = decide(confidence ** (1 / glyphs.length), rules.thresholds) !== 'reject';
  if (!isThere) return { text: null, confidence, decision: 'reject', glyphs: [] };
  const decision = decide(confidence, rules.thresholds) === 'accept' ? 'accept' : 'review';
  return { text: textOf(glyphs), confidence, decision, glyphs };
}

function readOne(glyph: Glyph, logits: readonly number[], rules: ReadingRules): ReadGlyph {
  const probabilities = softmax(logits, rules.calibration.temperature);
  const best = argMax(probabilities);
  const label = rules.labels[best];
  if (label === undefined) throw new RangeError('the network answered with something that is not a number');
  const digit = /^[0-9]$/.test(label) ? Number(label) : null;
  return { label, digit, confidence: probabilities[best] ?? 0, probabilities, box: { ...glyph.box }, row: glyph.row };
}

function textOf(glyphs: readonly ReadGlyph[]): string {
  const rows = new Map<number, string>();
  for (const glyph of glyphs) rows.set(glyph.row, (rows.get(glyph.row) ?? '') + glyph.label);
  return [...rows.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, text]) => text)
    .join('\n');
}

// Pure: no Node and no zod here, because the browser reads with this file too.
import type { Decision, ModelCard, ReadGlyph, Reading } from '@numera/contracts';
import type { Glyph } from '@numera/vision';
import { argMax, softmax } from './softmax';

/** The part of a model's card that turns logits into a reading. */
export type ReadingRules = Pick<ModelCard, 'labels' | 'calibration' | 'thresholds'>;

/** What to do with a confidence: at least `accept` is accepted, at least `reject` goes to a person, anything less is no digit. */
export function decide(confidence: number, thresholds: Pick<ModelCard['thresholds'], 'accept' | 'reject'>): Decision {
  if (confidence >= thresholds.accept) return 'accept';
  return confidence >= thresholds.reject ? 'review' : 'reject';
}

/**
 * Turns the network's answer for the glyphs of one image into a reading.
 * `logits` holds `glyphs.length` rows of `rules.labels.length`. Glyphs come in reading order; rows of text are joined by a newline.
 * The confidence of a string is the product of its digits' (the chance that all are right, were they independent).
 * No glyph, or a rejected one: text null and no glyphs. Throws RangeError when `logits` has another length.
 */
export function read(glyphs: readonly Glyph[], logits: ArrayLike<number>, rules: ReadingRules): Reading {
  const width = rules.labels.length;
  if (logits.length !== glyphs.length * width) {
    throw new RangeError(`${glyphs.length} glyphs of ${width} labels need ${glyphs.length * width} logits, got ${logits.length}`);
  }
  if (glyphs.length === 0) return { text: null, confidence: 0, decision: 'reject', glyphs: [] };

  const values = Array.from(logits);
  const readGlyphs = glyphs.map((glyph, i) => readOne(glyph, values.slice(i * width, (i + 1) * width), rules));
  const confidence = readGlyphs.reduce((product, glyph) => product * glyph.confidence, 1);
  const decision = decide(confidence, rules.thresholds);
  if (decision === 'reject') return { text: null, confidence, decision, glyphs: [] };
  return { text: textOf(readGlyphs), confidence, decision, glyphs: readGlyphs };
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

import {
  MAX_GLYPHS,
  MAX_SEPARATORS,
  type Constraints,
  type ReadGlyph,
  type Reading,
  type ReadMode,
  type Separator,
} from '@numera/contracts';
import { describe, type CandidateLine, type Glyph } from '@numera/vision';
import { ruleOf } from './constraints';
import type { ReadingRules } from './decision';
import { digitOf } from './labels';
import { latticeOf, type LatticeStep } from './lattice';
import { freeReading, keptReading, type FoundReading } from './lattice-reading';
import type { JudgedLine } from './lines/part-evidence';
import { signsAmong } from './signs';
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
 * The confidence of a text is its share among all that the lines may be read as, the ways to part them into digits that give it added up.
 * No candidate, a string whose digits are on average rejected, or more digits than a reading holds: text null and no glyphs.
 * With constraints it is the best reading that keeps them, and `unconstrained` what it would be without; when none keeps them it is that, for review.
 * Throws RangeError when `logits` has another length.
 */
export const read = (...asked: Parameters<typeof readChosen>): Reading => readChosen(...asked).reading;

/** A reading, and for each of its glyphs which of `glyphsOf(lines)` it is. */
export interface ChosenReading {
  readonly reading: Reading;
  readonly chosen: readonly number[];
}

/** What `read` does, for who needs the glyphs' pixels too. */
export function readChosen(
  lines: readonly JudgedLine[],
  logits: ArrayLike<number>,
  rules: ReadingRules,
  { constraints = {}, mode = 'fast' }: ReadSettings = {},
): ChosenReading {
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
  const refused: ChosenReading = {
    reading: { text: null, confidence: free?.confidence ?? 0, decision: 'reject', glyphs: [], reason: 'no_digit', mode },
    chosen: [],
  };
  if (free === null || free.decision === 'reject' || isTooLong(free)) return refused;
  const rule = ruleOf(constraints);
  const kept = rule && keptReading(lattice, rules, rule);
  if (kept !== null && isTooLong(kept)) return refused;
  const { steps, signs, ...found } = kept ?? free;
  const chosen = steps.map((step) => lattice.steps.indexOf(step));
  const glyphs = found.glyphs.map((glyph, i) => ({ ...glyph, descriptors: describe(candidates[chosen[i]!]!) }));
  const unconstrained = rule === null ? {} : { unconstrained: { text: free.text, confidence: free.confidence } };
  const unmet = rule !== null && kept === null ? ({ decision: 'review', reason: 'unmet_constraint' } as const) : {};
  const separators = [...separatorsIn(lines, steps), ...signsAmong(steps, signs)]
    .sort((a, b) => a.row - b.row || a.box.x - b.box.x)
    .slice(0, MAX_SEPARATORS);
  return { reading: { ...found, glyphs, ...(separators.length > 0 && { separators }), ...unmet, ...unconstrained, mode }, chosen };
}

/** Digits beyond the limit are refused with all others: part of a number is another number. */
const isTooLong = ({ steps }: FoundReading): boolean => steps.length > MAX_GLYPHS;

/** The lines' marks that are no digits, each behind the last glyph that begins to the left of it. */
function separatorsIn(lines: readonly CandidateLine[], steps: readonly LatticeStep[]): Separator[] {
  let before = 0;
  return lines.flatMap(({ pieces, separators = [] }) => {
    const start = before;
    before += pieces;
    return separators.map(({ symbol, box, row, piecesBefore }) => {
      const after = steps.filter(({ from }) => from < start + piecesBefore).length - 1;
      return { symbol, box: { ...box }, row, after };
    });
  });
}

function readOne(glyph: Glyph, logits: readonly number[], rules: ReadingRules): ReadGlyph {
  const probabilities = softmax(logits, rules.calibration.temperature);
  const best = argMax(probabilities);
  const label = rules.labels[best];
  if (label === undefined) throw new RangeError('the network answered with something that is not a number');
  return { label, digit: digitOf(label), confidence: probabilities[best] ?? 0, probabilities, box: { ...glyph.box }, row: glyph.row };
}

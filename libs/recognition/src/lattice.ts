import type { ReadGlyph } from '@numera/contracts';
import type { Step } from './best-path';
import type { JudgedLine } from './lines/part-evidence';
import { signParts } from './lines/sign-parts';
import { tallSigns, type SeenPart } from './lines/tall-signs';
import { signScore, weigh } from './lines/weigh';
import type { Witnesses } from './refusal';
import { oddsOf } from './segments';

/** One candidate as a step through all lines' pieces, with what the network says of it. */
export interface LatticeStep extends Step {
  readonly glyph: ReadGlyph;
  readonly witnesses: Witnesses;
  /** The line that it is of, from 0. */
  readonly row: number;
  /** Was it cut off a stroke on its left, on its right? */
  readonly isCut: { readonly left: boolean; readonly right: boolean };
}

/** A part of a line passed over as a step: a sign that is no digit, such as a currency mark. */
export interface SignStep extends Step, Pick<ReadGlyph, 'box' | 'row'> {
  readonly isSign: true;
}

/** The candidates of all lines, one line's pieces after another's: every path from piece 0 to the last parts every line. */
export interface Lattice {
  readonly pieces: number;
  readonly steps: readonly LatticeStep[];
  /** Only where the line network was asked: nothing else knows a sign from a digit. */
  readonly signs: readonly SignStep[];
  /** Whether the only candidate is the digit of a picture of a glyph's size, which is seen in several views. */
  readonly isSmall: boolean;
}

/** `glyphs`: what the network says of each candidate, in the order of `glyphsOf(lines)`. A line's only candidate has no rival and scores 0. */
export function latticeOf(lines: readonly JudgedLine[], glyphs: readonly ReadGlyph[]): Lattice {
  const steps: LatticeStep[] = [];
  const signs: SignStep[] = [];
  let before = 0;
  for (const [row, line] of lines.entries()) {
    const { pieces, candidates, evidence } = line;
    const isOnly = candidates.length === 1;
    const first = steps.length;
    const seen: SeenPart[] = [];
    for (const [i, candidate] of candidates.entries()) {
      const alone = glyphs[first + i]!;
      const odds = oddsOf(candidate, alone.probabilities);
      const part = evidence?.[i];
      const { glyph, score } =
        part === undefined ? { glyph: alone, score: isOnly ? 0 : odds + Math.log(alone.confidence) } : weigh(alone, odds, part);
      const witnesses = { network: alone.confidence, odds, line: part === undefined ? 0 : Math.max(...part.digits) };
      const isCut = { left: candidate.shape.cutLeft > 0, right: candidate.shape.cutRight > 0 };
      steps.push({ from: before + candidate.from, to: before + candidate.to, score, glyph, witnesses, row, isCut });
      if (part !== undefined) seen.push({ candidate, probabilities: alone.probabilities, odds, evidence: part });
    }
    const blanks = evidence === undefined ? [] : signParts(candidates, evidence);
    for (const { from, to, score, box } of [...blanks.map((part) => ({ ...part, score: signScore(part.blank) })), ...tallSigns(seen)])
      signs.push({ from: before + from, to: before + to, score, box, row, isSign: true });
    before += pieces;
  }
  const isSmall = glyphs.length === 1 && lines.some(({ candidates }) => candidates[0]?.glyph.plain !== undefined);
  return { pieces: before, steps, signs, isSmall };
}

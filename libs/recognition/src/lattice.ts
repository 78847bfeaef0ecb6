// Pure: no Node and no zod here, because the browser reads with this file too.
import type { ReadGlyph } from '@numera/contracts';
import type { Step } from './best-path';
import type { JudgedLine } from './lines/part-evidence';
import { weigh } from './lines/weigh';
import type { Witnesses } from './refusal';
import { oddsOf } from './segments';

/** One candidate as a step through all lines' pieces, with what the network says of it. */
export interface LatticeStep extends Step {
  readonly glyph: ReadGlyph;
  readonly witnesses: Witnesses;
  /** The first of a line below the first: a row of text begins with it. */
  readonly isNewRow: boolean;
}

/** The candidates of all lines, one line's pieces after another's: every path from piece 0 to the last parts every line. */
export interface Lattice {
  readonly pieces: number;
  readonly steps: readonly LatticeStep[];
  /** Whether the only candidate is the digit of a picture of a glyph's size, which is seen in several views. */
  readonly isSmall: boolean;
}

/** `glyphs`: what the network says of each candidate, in the order of `glyphsOf(lines)`. A line's only candidate has no rival and scores 0. */
export function latticeOf(lines: readonly JudgedLine[], glyphs: readonly ReadGlyph[]): Lattice {
  const steps: LatticeStep[] = [];
  let before = 0;
  for (const [row, { pieces, candidates, evidence }] of lines.entries()) {
    const isOnly = candidates.length === 1;
    const first = steps.length;
    for (const [i, candidate] of candidates.entries()) {
      const alone = glyphs[first + i]!;
      const odds = oddsOf(candidate, alone.probabilities);
      const part = evidence?.[i];
      const { glyph, score } =
        part === undefined ? { glyph: alone, score: isOnly ? 0 : odds + Math.log(alone.confidence) } : weigh(alone, odds, part);
      const witnesses = { network: alone.confidence, odds, line: part === undefined ? 0 : Math.max(...part.digits) };
      const isNewRow = row > 0 && candidate.from === 0;
      steps.push({ from: before + candidate.from, to: before + candidate.to, score, glyph, witnesses, isNewRow });
    }
    before += pieces;
  }
  const isSmall = glyphs.length === 1 && lines.some(({ candidates }) => candidates[0]?.glyph.plain !== undefined);
  return { pieces: before, steps, isSmall };
}

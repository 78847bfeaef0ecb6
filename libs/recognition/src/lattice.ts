// Pure: no Node and no zod here, because the browser reads with this file too.
import type { ReadGlyph } from '@numera/contracts';
import type { CandidateLine } from '@numera/vision';
import type { Step } from './best-path';
import { oddsOf } from './segments';

/** One candidate as a step through all lines' pieces, with what the network says of it. */
export interface LatticeStep extends Step {
  readonly glyph: ReadGlyph;
  /** The first of a line below the first: a row of text begins with it. */
  readonly isNewRow: boolean;
}

/** The candidates of all lines, one line's pieces after another's: every path from piece 0 to the last parts every line. */
export interface Lattice {
  readonly pieces: number;
  readonly steps: readonly LatticeStep[];
}

/** `glyphs`: what the network says of each candidate, in the order of `glyphsOf(lines)`. A line's only candidate has no rival and scores 0. */
export function latticeOf(lines: readonly CandidateLine[], glyphs: readonly ReadGlyph[]): Lattice {
  const steps: LatticeStep[] = [];
  let before = 0;
  for (const [row, { pieces, candidates }] of lines.entries()) {
    const isOnly = candidates.length === 1;
    for (const candidate of candidates) {
      const glyph = glyphs[steps.length]!;
      const score = isOnly ? 0 : oddsOf(candidate, glyph.probabilities) + Math.log(glyph.confidence);
      steps.push({ from: before + candidate.from, to: before + candidate.to, score, glyph, isNewRow: row > 0 && candidate.from === 0 });
    }
    before += pieces;
  }
  return { pieces: before, steps };
}

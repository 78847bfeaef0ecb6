import { around, type Box, type Candidate } from '@numera/vision';
import type { PartEvidence } from './part-evidence';

/** A part of a line that may be passed over: pieces, and how surely the line network sees no digit in it, a logarithm. */
export interface SignPart {
  readonly from: number;
  readonly to: number;
  readonly blank: number;
  readonly box: Box;
}

/** The network must be so sure, as a logarithm, that there is no digit. */
const LEAST_BLANK = -2;
/** In heights of the line: a narrower part alone may be a digit's, cut off, or a 1. */
const WIDTH = 0.3;
/** Narrow parts in a row that go with a wide one beside them, as an i and an l in a word. */
const NARROW_PARTS = 3;

/** The parts in which the line network sees no digit: wide ones, and these with narrow ones on either side. */
export function signParts(candidates: readonly Candidate[], evidence: readonly PartEvidence[]): SignPart[] {
  const blanks = candidates.flatMap(({ from, to, glyph, shape }, i) => {
    const { blank } = evidence[i]!;
    return blank < LEAST_BLANK ? [] : [{ isWide: shape.width >= WIDTH, part: { from, to, blank, box: { ...glyph.box } } }];
  });
  const narrow = blanks.flatMap(({ isWide, part }) => (isWide ? [] : [part]));
  let latest: SignPart[] = blanks.flatMap(({ isWide, part }) => (isWide ? [part] : []));
  const found = new Map<string, SignPart>();
  for (let i = 0; i <= NARROW_PARTS; i++) {
    const better = latest.filter((part) => (found.get(keyOf(part))?.blank ?? -Infinity) < part.blank);
    for (const part of better) found.set(keyOf(part), part);
    latest = better.flatMap((part) =>
      narrow.flatMap((more) => (more.from === part.to ? [joined(part, more)] : more.to === part.from ? [joined(more, part)] : [])),
    );
  }
  return [...found.values()];
}

const keyOf = ({ from, to }: SignPart): string => `${from} ${to}`;

/** Two parts that follow one another, as one. */
const joined = (before: SignPart, after: SignPart): SignPart => ({
  from: before.from,
  to: after.to,
  blank: before.blank + after.blank,
  box: around(before.box, after.box),
});

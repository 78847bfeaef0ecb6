import type { ReadGlyph } from '@numera/contracts';

/** A label of the model and how likely it is. */
export interface Share {
  readonly label: string;
  readonly probability: number;
}

/** Below this the second best label is worth a person's look. */
const CLOSE_CONFIDENCE = 0.8;
/** As is a lead over it smaller than this. */
const CLOSE_MARGIN = 0.35;

/** The probabilities of a reading with their labels. The first recogniser's labels are the digits in order, so a label is its place. */
export function shares(probabilities: readonly number[]): Share[] {
  return probabilities.map((probability, place) => ({ label: String(place), probability }));
}

/** What a glyph must say of itself to be judged. */
type Judged = Pick<ReadGlyph, 'label' | 'confidence' | 'probabilities' | 'runnerUp' | 'margin'>;

/** The likeliest label beside the one that was read when the two are close, else null. Readings of earlier versions do not name it. */
export function closeRunnerUp({ label, confidence, probabilities, runnerUp, margin }: Judged): Share | null {
  const others = shares(probabilities).filter((share) => share.label !== label);
  const likeliest = Math.max(...others.map(({ probability }) => probability));
  const second = others.find((share) => (runnerUp === undefined ? share.probability === likeliest : share.label === runnerUp));
  if (!second) return null;
  return confidence < CLOSE_CONFIDENCE || (margin ?? confidence - second.probability) < CLOSE_MARGIN ? second : null;
}

/** The most that is shown of what is less than certain: rounded up to 100.00% it would promise too much. */
const ALMOST_CERTAIN = 0.9999;

/** `0.9987` as `99.87%`, with the decimal sign and the place of the per cent sign that the language has. */
export function percent(fraction: number, language: string): string {
  const shown = fraction < 1 ? Math.min(fraction, ALMOST_CERTAIN) : 1;
  return new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(shown);
}

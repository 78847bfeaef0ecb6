import type { Answer, LabelledImage } from '@numera/learning';
import { dataUrlOf, thumbnail } from './png';

/** A wrong answer, with its picture (null: the file could not be decoded). */
export interface Mistake {
  readonly label: string;
  readonly text: string | null;
  readonly confidence: number;
  readonly kind: string | undefined;
  readonly picture: string | null;
}

const KEPT = 40;
/** Pixels of a picture's longer side: sharp on a screen of double density, little in the file. */
const SIDE = 112;

/** What a mistake costs: a wrong number that is believed is worse than one that nobody believes, and that worse than a refusal. */
const weight = ({ text, confidence }: Pick<Mistake, 'text' | 'confidence'>): number => (text === null ? confidence - 1 : confidence);

/** Keeps the worst of the mistakes that pass by, so that a million images need no more memory than a hundred. */
export class WorstMistakes {
  readonly #kept: Mistake[] = [];

  /** Looks at one answer. */
  see({ label, text, confidence, isCorrect, kind }: Answer, { raster }: LabelledImage): void {
    if (isCorrect) return;
    const last = this.#kept.at(-1);
    if (this.#kept.length === KEPT && last !== undefined && weight(last) >= weight({ text, confidence })) return;
    this.#kept.push({ label, text, confidence, kind, picture: raster && dataUrlOf(thumbnail(raster, SIDE)) });
    this.#kept.sort((a, b) => weight(b) - weight(a));
    this.#kept.splice(KEPT);
  }

  /** The worst first. */
  get all(): readonly Mistake[] {
    return this.#kept;
  }
}

import type { ModelFiles } from '@numera/recognition';
import { createHash } from 'node:crypto';
import { calibrate } from '../calibration/calibrate';
import type { Judges } from '../data/judges';
import type { GlyphSet } from '../data/glyph-set';
import { versionOf } from '../model-version';
import { answersOf, countCorrect, type Answers } from '../training/answers';
import { quantiseGraph } from './quantise-graph';

export interface Quantised {
  readonly files: ModelFiles;
  /** Shares of the validation images that the network reads right, as it was and with 8-bit numbers. */
  readonly before: number;
  readonly after: number;
}

export interface QuantiseOptions {
  readonly createdAt: Date;
  readonly signal?: AbortSignal;
}

/**
 * The same model with 8-bit numbers, a quarter as large, with temperature and thresholds fitted anew. `glyphs` set the scales: some hundred that
 * are not judged on. Members are left behind: a small model is for answering fast. Nothing can be learned from it any more.
 * Throws the signal's reason when aborted.
 */
export async function quantiseModel(
  { onnx, card }: ModelFiles,
  glyphs: GlyphSet,
  judges: Judges,
  { createdAt, signal }: QuantiseOptions,
): Promise<Quantised> {
  const bytes = await quantiseGraph(onnx, glyphs);
  const labels = card.labels.length;
  const answers = (network: Uint8Array, set: GlyphSet): Promise<Answers> => answersOf(network, set, labels, 1, signal);
  const [before, after] = [await answers(onnx, judges.validation), await answers(bytes, judges.validation)];
  const { calibration, thresholds, risk, metrics } = calibrate(after, judges, await answers(bytes, judges.negatives));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // What other networks proved of the model does not hold for this one.
  const { accurate: _members, outOfFold: _proof, ...rest } = card;
  const share = (given: Answers): number => countCorrect(given) / Math.max(1, judges.validation.count);
  const files = {
    onnx: bytes,
    card: {
      ...rest,
      ...{ sha256, calibration, thresholds, risk, metrics: { ...card.metrics, ...metrics } },
      version: versionOf(card.recogniser, createdAt, sha256),
      parents: [card.version],
      createdAt: createdAt.toISOString(),
      t10k: [],
    },
  };
  return { files, before: share(before), after: share(after) };
}

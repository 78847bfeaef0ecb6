import type { ModelCard } from '@numera/contracts';
import { ModelError, openModel, scoresOf, type Model, type ModelFiles } from '@numera/recognition';
import { GLYPH_SIZE } from '@numera/vision';
import { createHash } from 'node:crypto';
import { calibrate } from './calibration/calibrate';
import type { Judges } from './data/judges';
import { floatGlyphs, type GlyphSet } from './data/glyph-set';
import { versionOf } from './model-version';
import { countCorrect, type Answers } from './training/answers';

export interface Ensemble {
  readonly files: ModelFiles;
  /** Share of the validation images that each mode reads right. */
  readonly fast: number;
  readonly accurate: number;
}

export interface EnsembleOptions {
  readonly createdAt: Date;
  readonly threads?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Most networks of an ensemble: `model.onnx` and `model-2.onnx` to `model-9.onnx`. */
const MOST_NETWORKS = 9;
/** Glyphs answered at once. */
const RUN = 100;

/**
 * Makes one model of several: the first answers alone in the mode `fast`, all of them together in `accurate`, with a temperature and thresholds of
 * its own fitted after averaging. One model alone gets the figures for its views. Throws ModelError when their labels or inputs differ, the signal's
 * reason when aborted.
 */
export async function ensembleOf(
  models: readonly [ModelFiles, ...ModelFiles[]],
  judges: Judges,
  options: EnsembleOptions,
): Promise<Ensemble> {
  const [first, ...others] = models;
  if (models.length > MOST_NETWORKS) throw new ModelError(`an ensemble has at most ${MOST_NETWORKS} networks, not ${models.length}`);
  for (const { card } of others) {
    const isAlike =
      JSON.stringify([card.labels, card.input, card.output]) === JSON.stringify([first.card.labels, first.card.input, first.card.output]);
    if (!isAlike) throw new ModelError(`${card.version} has other labels, or another input or output, than ${first.card.version}`);
  }
  const model = await openModel({ ...first, members: others.map(({ onnx }) => onnx) }, { device: 'cpu', threads: options.threads ?? 1 });
  try {
    const total = 2 * judges.validation.count + judges.negatives.count;
    let done = 0;
    const answers = (set: GlyphSet, mode: 'fast' | 'accurate'): Promise<Answers> =>
      answersIn(mode, model, set, (count) => {
        options.signal?.throwIfAborted();
        options.onProgress?.((done += count), total);
      });
    const fast = await answers(judges.validation, 'fast');
    const accurate = await answers(judges.validation, 'accurate');
    const { calibration, thresholds } = calibrate(accurate, judges, await answers(judges.negatives, 'accurate'));
    const members = others.map(({ card }, i) => ({ file: `model-${i + 2}.onnx`, sha256: card.sha256 }));
    const card = cardOf(models, { members, calibration, thresholds }, options.createdAt);
    const shareOf = (right: Answers): number => countCorrect(right) / Math.max(1, right.classes.length);
    return { files: { onnx: first.onnx, card, members: others.map(({ onnx }) => onnx) }, fast: shareOf(fast), accurate: shareOf(accurate) };
  } finally {
    await model.close();
  }
}

/** The first model's card with the ensemble's figures; its version is a new one, because it answers otherwise. */
function cardOf(models: readonly [ModelFiles, ...ModelFiles[]], accurate: NonNullable<ModelCard['accurate']>, createdAt: Date): ModelCard {
  const [{ card }] = models;
  const hash = createHash('sha256')
    .update(JSON.stringify([card.sha256, accurate]))
    .digest('hex');
  return {
    ...card,
    version: versionOf(card.recogniser, createdAt, hash),
    parents: [...new Set(models.map((model) => model.card.version))],
    createdAt: createdAt.toISOString(),
    accurate,
    // Measured with the first model alone, or with other members.
    t10k: [],
  };
}

async function answersIn(mode: 'fast' | 'accurate', model: Model, set: GlyphSet, onRun: (count: number) => void): Promise<Answers> {
  const labels = model.card.labels.length;
  const logits = new Float32Array(set.count * labels);
  for (let from = 0; from < set.count; from += RUN) {
    const to = Math.min(set.count, from + RUN);
    const values = floatGlyphs(set, from, to);
    const glyphs = Array.from({ length: to - from }, (_, i) => ({ pixels: values.subarray(i * GLYPH_SIZE, (i + 1) * GLYPH_SIZE) }));
    logits.set((await scoresOf(glyphs, mode, model)).logits, from * labels);
    onRun(to - from);
  }
  return { logits, classes: set.classes, labels };
}

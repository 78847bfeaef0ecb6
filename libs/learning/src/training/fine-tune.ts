import type { ModelFiles } from '@numera/recognition';
import { calibrate } from '../calibration/calibrate';
import { makeDataset } from '../data/dataset';
import { joinSets, splitSet, type GlyphSet } from '../data/glyph-set';
import { DatasetError } from '../data/idx';
import { openSession } from '../engines/open-session';
import { countParameters, parametersOf } from '../network';
import { parseRecipe, type Recipe } from '../recipe';
import { servingGraph } from '../serving-graph';
import { randomFrom, type Random } from '../strokes/random';
import type { Weights } from '../weights';
import { answersOf, countCorrect, crossEntropyOf } from './answers';
import { batches, type Batch } from './batches';
import { startingPoint } from './starting-point';
import type { TrainedModel } from './train';
import { WeightUpdate } from './weight-update';

/**
 * How a style is learned. Small steps and more old digits than new ones in each batch: a network that sees only the new style forgets the
 * others. Chosen on MNIST's validation images and on styles drawn by ourselves.
 */
export const FINE_TUNING = { steps: 250, style: 20, replay: 108, negatives: 12, learningRate: 0.0003 } as const;

/** Whatever the recipe's own is: its rates and its decay were made for learning from nothing. */
const PLAIN_ADAM: Omit<Recipe['optimiser'], 'learningRate'> = {
  kind: 'adam',
  schedule: 'cosine',
  warmUp: 0,
  weightDecay: 0,
  l2: 0,
  clipNorm: null,
  emaDecay: null,
};

/**
 * How much of the way from the old weights to the new ones is gone (Wortsman et al. 2022, "Robust fine-tuning"): all of it, or less when that
 * costs the old digits of the validation set more than `LOSS`. With the least share an unusual style (our strokes turned by 35 degrees)
 * loses more than half of its errors.
 */
const SHARES = [1, 0.8, 0.6] as const;
/** Share of the old digits that may be lost. */
const LOSS = 0.0005;

/** Fewest images from which something can be learned and something held back. */
const LEAST = 20;
/** Share of the style's images that are not learned from, and how many at most: they tell what was won. */
const HELD_BACK = { share: 0.15, most: 500 };

export interface Replay {
  /** Where the old digits came from, for the card: `mnist` or `strokes`. */
  readonly name: string;
  readonly train: GlyphSet;
  /** Not learned from: what is lost is measured here, and thresholds are chosen here. */
  readonly validation: GlyphSet;
  /** Glyphs of no class, for a model that refuses them: some to learn again, others to choose its threshold on. */
  readonly negatives?: { readonly learned: GlyphSet; readonly validation: GlyphSet };
}

export interface FineTuneOptions {
  readonly seed: number;
  readonly threads?: number;
  readonly steps?: number;
  /** Default: FINE_TUNING's, which suits networks of 100,000 weights and more. */
  readonly learningRate?: number;
  readonly onStep?: (done: number, steps: number, loss: number) => void;
  readonly signal?: AbortSignal;
  readonly clock?: () => number;
}

/** Accuracies on images that were not learned from. */
export interface Standing {
  readonly style: number;
  readonly replay: number;
}

export interface FineTuned {
  readonly model: TrainedModel;
  readonly before: Standing;
  readonly after: Standing;
}

/**
 * Teaches a model a new style from few labelled glyphs, with old digits beside them so that it forgets nothing. The weights that are kept are
 * the mean over the second half of the steps (Polyak and Juditsky 1992), which is steadier than the last.
 * Throws DatasetError for too few glyphs, RecipeError when the model cannot learn on, the signal's reason when aborted.
 */
export async function fineTune(files: ModelFiles, style: GlyphSet, replay: Replay, options: FineTuneOptions): Promise<FineTuned> {
  const {
    seed,
    threads = 2,
    steps = FINE_TUNING.steps,
    learningRate = FINE_TUNING.learningRate,
    signal,
    clock = () => performance.now(),
  } = options;
  if (style.count < LEAST) throw new DatasetError(`a style needs at least ${LEAST} labelled digits, got ${style.count}`);
  const startedAt = clock();
  const random = randomFrom(seed);
  const { labels } = files.card;
  const recipe = parseRecipe(files.card.recipe);
  const { network, weights } = startingPoint(files.onnx, recipe, labels.length);
  const [held, learned] = splitSet(style, Math.min(HELD_BACK.most, Math.ceil(style.count * HELD_BACK.share)), random);
  const standing = async (onnx: Uint8Array): Promise<Standing> => ({
    style: countCorrect(await answersOf(onnx, held, labels.length, threads)) / held.count,
    replay: countCorrect(await answersOf(onnx, replay.validation, labels.length, threads)) / replay.validation.count,
  });
  const before = await standing(files.onnx);

  const start = copyOf(weights);
  const update = new WeightUpdate(parametersOf(network), weights, { ...PLAIN_ADAM, learningRate }, steps);
  const mean = new RunningMean(weights);
  const session = await openSession(network, weights, {}, { threads });
  const { negatives } = replay;
  const sources = [
    endless(learned, FINE_TUNING.style, recipe.augmentation, random),
    endless(replay.train, FINE_TUNING.replay, recipe.augmentation, random),
    ...(negatives ? [endless(negatives.learned, FINE_TUNING.negatives, recipe.augmentation, random)] : []),
  ];
  let losses = 0;
  try {
    for (let step = 0; step < steps; step++) {
      signal?.throwIfAborted();
      const { loss, gradients } = await session.compute(joinBatches(sources.map(next)), random);
      update.apply(gradients);
      if (step >= steps / 2) mean.add(weights);
      losses += loss;
      options.onStep?.(step + 1, steps, losses / (step + 1));
    }
  } finally {
    await session.close();
  }

  let kept = { share: 0, onnx: files.onnx, after: before };
  for (const share of SHARES) {
    const onnx = Uint8Array.from(servingGraph(network, partWay(start, mean.weights, share)));
    kept = { share, onnx, after: await standing(onnx) };
    if (kept.after.replay >= before.replay - LOSS) break;
  }
  const { share, onnx, after } = kept;
  const dataset = makeDataset(`style+${replay.name}`, labels, joinSets([learned, replay.train]), joinSets([held, replay.validation]));
  const answers = await answersOf(onnx, dataset.validation, labels.length, threads);
  const refused = negatives && (await answersOf(onnx, negatives.validation, labels.length, threads));
  const calibrated = calibrate(answers, dataset, refused);
  const seconds = (clock() - startedAt) / 1000;
  const fineTuning = {
    ...FINE_TUNING,
    negatives: negatives ? FINE_TUNING.negatives : 0,
    steps,
    learningRate,
    share,
    replayFrom: replay.name,
    styleLearned: learned.count,
    styleHeldBack: held.count,
  };
  const model: TrainedModel = {
    ...calibrated,
    metrics: { ...calibrated.metrics, fineTuning: { ...fineTuning, before, after, seconds } },
    recipe,
    seed,
    engine: 'onnx',
    labels,
    dataset: { name: dataset.name, sha256: dataset.sha256, train: dataset.train.count, validation: dataset.validation.count },
    parameters: countParameters(network),
    onnx,
    history: [
      {
        epoch: 1,
        loss: losses / steps,
        accuracy: after.style,
        validationLoss: crossEntropyOf(answers),
        validationAccuracy: countCorrect(answers) / dataset.validation.count,
        seconds,
      },
    ],
    bestEpoch: 1,
  };
  return { model, before, after };
}

const copyOf = (weights: Weights): Weights => new Map([...weights].map(([id, values]) => [id, Float32Array.from(values)]));

/** The weights at a share of the straight way between two. */
function partWay(from: Weights, to: Weights, share: number): Weights {
  return new Map([...from].map(([id, values]) => [id, values.map((value, i) => value + share * (to.get(id)![i]! - value))]));
}

/** The mean of weights seen so far. */
class RunningMean {
  readonly weights: Weights;
  #seen = 0;

  constructor(like: Weights) {
    this.weights = copyOf(like);
  }

  add(weights: Weights): void {
    this.#seen++;
    for (const [id, mean] of this.weights) {
      const values = weights.get(id)!;
      for (let i = 0; i < mean.length; i++) mean[i] = mean[i]! + (values[i]! - mean[i]!) / this.#seen;
    }
  }
}

/** Epoch after epoch. */
function* endless(set: GlyphSet, size: number, augmentation: Parameters<typeof batches>[2], random: Random): Generator<Batch, never> {
  for (;;) yield* batches(set, size, augmentation, random);
}

const next = (source: Generator<Batch, never>): Batch => source.next().value;

/** The augmentation is the first one's. */
const joinBatches = (parts: readonly Batch[]): Batch => ({ ...joinSets(parts), augmentation: parts[0]?.augmentation ?? null });

import type { ModelCard } from '@numera/contracts';
import { argMax } from '@numera/recognition';
import { calibrate, type Calibrated } from '../calibration/calibrate';
import type { Dataset } from '../data/dataset';
import { countLabelled, type GlyphSet } from '../data/glyph-set';
import { DatasetError } from '../data/idx';
import { openSession, type Engine, type EngineSettings } from '../engines/open-session';
import { countParameters, parametersOf } from '../network';
import { RecipeError, networkOf, type Recipe } from '../recipe';
import { servingGraph } from '../serving-graph';
import { randomFrom } from '../strokes/random';
import { answersOf, countCorrect, crossEntropyOf, rowOf, type Answers } from './answers';
import { batches } from './batches';
import { CheckpointError, decodeCheckpoint, digestOf, encodeCheckpoint, identityOf, restoreTensors, type RunState } from './checkpoint';
import type { CheckpointStore } from './checkpoint-file';
import { augmentationAt } from './fading';
import { initialWeights } from './initial-weights';
import { Pace } from './pace';
import { startingPoint } from './starting-point';
import { WeightUpdate } from './weight-update';

export type Epoch = ModelCard['history'][number];

export interface BatchProgress {
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Glyphs learned from in this epoch so far, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Means over this epoch so far; the accuracy leaves out glyphs of no class. */
  readonly loss: number;
  readonly accuracy: number;
  readonly imagesPerSecond: number;
  /** Of the batch just learned from. */
  readonly learningRate: number;
  /** Until the last epoch is done, if none is left out, at the pace so far. */
  readonly remainingMs: number;
}

export interface TrainOptions extends EngineSettings {
  readonly seed: number;
  /** An `.onnx` file of ours with this network's weights, to go on from instead of from chance. */
  readonly start?: Uint8Array;
  /** Serving graphs with the dataset's labels that a recipe with `distillation` learns from beside the labels. */
  readonly teachers?: readonly Uint8Array[];
  readonly onBatch?: (progress: BatchProgress) => void;
  readonly onEpoch?: (epoch: Epoch) => void;
  /** Kept after each epoch, and gone on from when one of the same run is there; with as many threads the result is the one of an unbroken run. */
  readonly checkpoints?: CheckpointStore;
  /** Called before anything is learned with the epochs that a checkpoint holds. */
  readonly onResume?: (history: readonly Epoch[]) => void;
  /** Told in a sentence what the result's owner should know: training that diverged, or goes on with another number of threads. */
  readonly onNote?: (line: string) => void;
  /** Stops between two batches; `train` then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds that only go up. */
  readonly clock?: () => number;
}

/** A network that has learned, with all that its card needs. */
export interface TrainedModel extends Calibrated {
  readonly recipe: Recipe;
  readonly seed: number;
  readonly engine: Engine;
  readonly labels: readonly string[];
  readonly dataset: ModelCard['dataset'];
  readonly parameters: number;
  /** The serving graph of the best epoch. */
  readonly onnx: Uint8Array;
  readonly history: readonly Epoch[];
  /** Number of the epoch with the lowest validation loss, whose weights were kept. */
  readonly bestEpoch: number;
}

/**
 * Trains a recipe's network on a dataset: shuffled batches, its optimiser, validation after each epoch, the best epoch kept, then calibration on
 * the validation set. The same recipe, dataset, seed and thread count give the same weights on one machine, whether in one go or over several
 * checkpoints. Training that diverges ends there with the best epoch before. Throws RecipeError when the network does not fit the labels or no
 * epoch came out well, DatasetError for an empty set, CheckpointError for a checkpoint of another run, and the signal's reason when aborted.
 */
export async function train(recipe: Recipe, dataset: Dataset, options: TrainOptions): Promise<TrainedModel> {
  const { seed, engine = 'onnx', threads = 2, teachers = [], signal, clock = () => performance.now() } = options;
  const network = networkOf(recipe, dataset.labels.length);
  if (dataset.train.count === 0 || dataset.validation.count === 0) throw new DatasetError(`${dataset.name} has nothing to learn from`);
  if ((recipe.distillation === null) !== (teachers.length === 0)) throw new RecipeError(needOf(recipe));
  if (recipe.after !== null && options.start === undefined)
    throw new RecipeError(`recipe ${recipe.name} goes on from a network of ${recipe.after}, and none is given`);
  const parameters = parametersOf(network);
  const weights =
    options.start === undefined
      ? initialWeights(parameters, recipe.initial, randomFrom(seed))
      : startingPoint(options.start, recipe, dataset.labels.length).weights;
  const history: Epoch[] = [];
  let best: RunState['best'] = { epoch: 0, loss: Infinity, onnx: new Uint8Array() };
  const total = dataset.train.count;
  const stepsPerEpoch = Math.ceil(total / recipe.batchSize);
  const update = new WeightUpdate(parameters, weights, recipe.optimiser, stepsPerEpoch * recipe.epochs);

  const run = identityOf([
    recipe,
    dataset.sha256,
    seed,
    engine,
    options.start === undefined ? null : digestOf(options.start),
    ...teachers.map(digestOf),
  ]);
  const resumed = await resume(options.checkpoints, run, update);
  if (resumed !== null) {
    history.push(...resumed.history);
    best = resumed.best;
    options.onResume?.(history);
    if (resumed.threads !== threads) options.onNote?.(otherThreads(resumed.threads, threads));
  }
  const session = await openSession(
    network,
    weights,
    { labelSmoothing: recipe.labelSmoothing, teachers, taughtShare: recipe.distillation?.share ?? 0 },
    { ...options, threads },
  );
  const pace = new Pace(total * recipe.epochs, total * history.length, clock);

  try {
    for (let epoch = history.length + 1; epoch <= recipe.epochs && !isPatienceOver(recipe, history.length, best.epoch); epoch++) {
      const startedAt = clock();
      // A stream for each epoch, so that a resumed run need not know how far the last one had come in it.
      const random = randomFrom(seedOf(seed, epoch));
      const sums = { done: 0, loss: 0, labelled: 0, correct: 0 };
      const augmentation = recipe.augmentation && augmentationAt(recipe.augmentation, epoch, recipe.epochs);
      for (const batch of batches(dataset.train, recipe.batchSize, augmentation, random)) {
        signal?.throwIfAborted();
        const { loss, logits, gradients } = await session.compute(batch, random);
        sums.loss += loss * batch.count;
        if (!Number.isFinite(loss)) break;
        update.apply(gradients);
        sums.done += batch.count;
        sums.labelled += countLabelled(batch.classes);
        sums.correct += batch.classes.reduce(
          (n, right, i) => n + (argMax(rowOf({ logits, labels: dataset.labels.length }, i)) === right ? 1 : 0),
          0,
        );
        options.onBatch?.({
          epoch,
          epochs: recipe.epochs,
          done: sums.done,
          total,
          loss: sums.loss / sums.done,
          accuracy: sums.correct / Math.max(1, sums.labelled),
          imagesPerSecond: (1000 * sums.done) / Math.max(1e-3, clock() - startedAt),
          learningRate: update.learningRate,
          remainingMs: pace.remainingMs(total * (epoch - 1) + sums.done),
        });
      }
      const onnx = servingGraph(network, update.best);
      const answers = await answersOf(onnx, dataset.validation, dataset.labels.length, threads);
      const validationLoss = crossEntropyOf(answers);
      const row: Epoch = {
        epoch,
        loss: sums.loss / total,
        accuracy: sums.correct / Math.max(1, sums.labelled),
        validationLoss,
        validationAccuracy: countCorrect(answers) / dataset.validation.count,
        seconds: (clock() - startedAt) / 1000,
      };
      // There is nothing to go on from, and no epoch to tell of: JSON knows no NaN.
      if (!Number.isFinite(row.loss) || !Number.isFinite(validationLoss)) {
        if (best.epoch === 0)
          throw new RecipeError(`training diverged: the loss of recipe ${recipe.name} is not a number in epoch ${epoch}`);
        options.onNote?.(`training diverged in epoch ${epoch}: its loss is not a number; epoch ${best.epoch} is the best before it`);
        break;
      }
      history.push(row);
      options.onEpoch?.(row);
      if (validationLoss < best.loss) best = { epoch, loss: validationLoss, onnx: Uint8Array.from(onnx) };
      const state = { run, threads, epoch, steps: stepsPerEpoch * epoch, history, best, tensors: update.state };
      await options.checkpoints?.save(encodeCheckpoint(state));
    }
  } finally {
    await session.close();
  }
  const answersTo = (set: GlyphSet): Promise<Answers> => answersOf(best.onnx, set, dataset.labels.length, threads);
  const negatives = dataset.negatives && (await answersTo(dataset.negatives));
  const calibrated = calibrate(await answersTo(dataset.validation), dataset, negatives);
  return {
    ...calibrated,
    recipe,
    seed,
    engine,
    labels: dataset.labels,
    dataset: { name: dataset.name, sha256: dataset.sha256, train: dataset.train.count, validation: dataset.validation.count },
    parameters: countParameters(network),
    onnx: best.onnx,
    history,
    bestEpoch: best.epoch,
  };
}

function needOf({ name, distillation }: Recipe): string {
  return distillation !== null
    ? `recipe ${name} learns from teachers, and none are given`
    : `recipe ${name} has no distillation: it learns from no teachers`;
}

/** Puts a checkpoint of this run back, if there is one. */
async function resume(checkpoints: CheckpointStore | undefined, run: string, update: WeightUpdate): Promise<RunState | null> {
  const bytes = (await checkpoints?.load()) ?? null;
  if (bytes === null) return null;
  const state = decodeCheckpoint(bytes);
  if (state.run !== run)
    throw new CheckpointError('the checkpoint belongs to a run with another recipe, dataset, seed, engine, start or teachers');
  restoreTensors(state.tensors, update.state);
  update.goOnAfter(state.steps);
  return state;
}

const otherThreads = (before: number, now: number): string =>
  `the number of threads was ${before} and is ${now}: the model will be as good, but not the same in every bit as one of an unbroken run`;

/** Whether so many epochs have brought nothing that the recipe says to stop. */
function isPatienceOver({ patience }: Recipe, epochs: number, best: number): boolean {
  return patience !== null && epochs - best >= patience;
}

/** The golden ratio's bits spread neighbouring epochs far apart. */
function seedOf(seed: number, epoch: number): number {
  return seed ^ Math.imul(epoch, 0x9e3779b1);
}

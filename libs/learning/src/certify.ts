import { readModelFolder, type ModelFiles } from '@numera/recognition';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { calibrate, judgedAt } from './calibration/calibrate';
import type { Judged } from './calibration/thresholds';
import type { Dataset } from './data/dataset';
import type { GlyphSet } from './data/glyph-set';
import { DatasetError } from './data/idx';
import { datasetName, loadFolds, type DatasetSource } from './data/load-dataset';
import { isLearnedAs } from './learned-as';
import { versionOf } from './model-version';
import { writeModelFolder } from './model-writer';
import { parseRecipe, type Recipe } from './recipe';
import { answersOf, type Answers } from './training/answers';
import { checkpointFile } from './training/checkpoint-file';
import { train, type TrainOptions } from './training/train';

export interface CertifyOptions extends Pick<
  TrainOptions,
  'seed' | 'threads' | 'device' | 'onEngine' | 'onNote' | 'onBatch' | 'onEpoch' | 'signal'
> {
  /** Parts that the images are held out in; at least 2. */
  readonly folds: number;
  /** Of the folds' networks; default the card's. */
  readonly recipe?: Recipe;
  /** Epochs of each fold's network; default the recipe's. */
  readonly epochs?: number;
  readonly createdAt: Date;
  /** Folder for the folds' networks: what is there already is not trained again, and what was ended is gone on with. */
  readonly work: string;
  /** Learn from the first images only. */
  readonly limit?: number;
  /** Called before each fold, counted from 1. */
  readonly onFold?: (fold: number, images: number) => void;
}

/**
 * Proves more of a model than its few validation images can. Its recipe trains one network for each fold of the images it learned from, without
 * that fold, and each answers the images that it never saw, its temperature fitted on the validation split. Thresholds are then chosen on all those
 * answers together with the model's own to the validation split. The weights stay as they are; the version is a new one, because it decides otherwise.
 *
 * What it takes for granted: that the model is as sure of an image, and as often right, as a network of its recipe that learned from fewer
 * images for at most as long and from no teachers, which is rather less of both. Throws DatasetError when the card's recipe learned from other
 * images, RecipeError when it cannot be read, the signal's reason when aborted.
 */
export async function certify(files: ModelFiles, source: DatasetSource, options: CertifyOptions): Promise<ModelFiles> {
  const { folds, createdAt, work, threads = 2, limit } = options;
  const { card, onnx } = files;
  const learned = options.recipe ?? parseRecipe(card.recipe);
  // Teachers and networks to go on from have seen the images that a fold must not see.
  const recipe = { ...learned, distillation: null, after: null, epochs: options.epochs ?? learned.epochs };
  if (datasetName(source, recipe) !== card.dataset.name) throw otherImages(files);
  const { whole, foldOf } = await loadFolds(source, recipe, folds, limit);
  if (whole.sha256 !== card.dataset.sha256) throw otherImages(files);
  const answers = (network: Uint8Array, set: GlyphSet): Promise<Answers> => answersOf(network, set, card.labels.length, threads);

  const outOfFold: Judged[] = [];
  for (let index = 0; index < folds; index++) {
    const { dataset, heldOut } = foldOf(index);
    options.onFold?.(index + 1, dataset.train.count);
    const fold = await foldModel(join(work, `fold-${index + 1}-of-${folds}`), recipe, dataset, { ...options, threads });
    outOfFold.push(...judgedAt(fold.card.calibration.temperature, await answers(fold.onnx, heldOut)));
  }

  const { validation, negatives } = whole;
  const calibrated = calibrate(await answers(onnx, validation), whole, negatives && (await answers(onnx, negatives)), outOfFold);
  const accuracy = outOfFold.filter(({ isCorrect }) => isCorrect).length / outOfFold.length;
  const certified = {
    ...card,
    ...{ calibration: calibrated.calibration, thresholds: calibrated.thresholds, risk: calibrated.risk },
    outOfFold: { folds, recipe: recipe.name, epochs: recipe.epochs, count: outOfFold.length, accuracy },
    metrics: { ...card.metrics, ...calibrated.metrics },
  };
  const hash = createHash('sha256').update(JSON.stringify(certified)).digest('hex');
  return {
    ...files,
    card: {
      ...certified,
      version: versionOf(card.recogniser, createdAt, hash),
      parents: [card.version],
      createdAt: createdAt.toISOString(),
    },
  };
}

const otherImages = ({ card: { version, dataset } }: ModelFiles): DatasetError =>
  new DatasetError(`${version} learned from ${dataset.name} as it was then, or from more than that: its folds cannot be made again`);

/** The network of a fold from its folder, trained first where it is not there yet. */
async function foldModel(folder: string, recipe: Recipe, dataset: Dataset, options: CertifyOptions): Promise<ModelFiles> {
  if (!existsSync(folder)) {
    const checkpoints = checkpointFile(`${folder}.checkpoint`);
    const model = await train(recipe, dataset, { ...options, checkpoints });
    await writeModelFolder(folder, model, { createdAt: options.createdAt });
    await checkpoints.remove();
  }
  const fold = await readModelFolder(folder);
  if (!isLearnedAs({ recipe, dataset, seed: options.seed, engine: 'onnx' }, fold.card))
    throw new DatasetError(`${folder} holds a network of another recipe, seed or other images; remove it, or name another folder`);
  return fold;
}

import { checkpointFile, networkOf, overfittingLine, train, writeModelFolder } from '@numera/learning';
import type { Dataset, DatasetSource, Engine, Recipe, TrainedModel } from '@numera/learning';
import type { ModelFiles } from '@numera/recognition';
import type { ModelCard } from '@numera/contracts';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Surroundings } from '../command';
import { curvesOf } from '../curves/curves';
import { ProgressLine } from '../progress-bar';
import { claimLines } from './claims';
import { epochHeading, epochRow, progressText } from './progress';
import { sanityLines } from './sanity';
import { summaryLines } from './summary';

export interface Run {
  readonly recipe: Recipe;
  readonly dataset: Dataset;
  /** Of the dataset. */
  readonly source: DatasetSource;
  readonly seed: number;
  readonly engine: Engine;
  readonly threads: number;
}

/** Models that a run goes on from, or is taught by. */
export interface Before {
  readonly start: ModelFiles | null;
  /** Each of one network or of several. */
  readonly teachers: readonly ModelFiles[];
}

/** Where a run that was ended is gone on with. */
export const checkpointOf = (folder: string): string => `${folder}.checkpoint`;

/** Trains a model into a new folder, going on with a run that was ended; tells how it goes, and draws its curves into an SVG file. */
export async function trainFolder(
  folder: string,
  { recipe, dataset, source, seed, engine, threads }: Run,
  { start, teachers }: Before,
  { config, log, signal }: Surroundings,
  curves = `${folder}.svg`,
): Promise<ModelCard> {
  const say = (...lines: readonly string[]): void => void log.write(lines.map((line) => `${line}\n`).join(''));
  const createdAt = new Date();
  const images = dataset.train.count;
  say(...summaryLines(recipe.name, networkOf(recipe, dataset.labels.length)));
  say(`${images} images to learn from, ${dataset.validation.count} to choose on`, epochHeading);
  const progress = new ProgressLine(log);
  const checkpoint = checkpointOf(folder);
  const checkpoints = checkpointFile(checkpoint);
  const model = await train(recipe, dataset, {
    ...{ seed, signal, engine, threads, checkpoints },
    ...(start && { start: start.onnx }),
    teachers: teachers.flatMap(({ onnx, members = [] }) => [onnx, ...members]),
    device: config.NUMERA_DEVICE,
    onEngine: (line) => say(line),
    onNote(line) {
      progress.clear();
      say(line);
    },
    onResume: (done) =>
      say(`going on after epoch ${done.length} of ${recipe.epochs} (${basename(checkpoint)})`, ...done.map((one) => epochRow(one, images))),
    onBatch: (batch) => progress.show(progressText(batch)),
    onEpoch(epoch) {
      progress.clear();
      say(epochRow(epoch, images));
    },
  }).finally(() => progress.clear());
  const parents = start === null ? [] : [start.card.version];
  const card = await writeModelFolder(folder, model, { createdAt, parents, teachers: teachers.map((teacher) => teacher.card.version) });
  await writeFile(curves, curvesOf(`${recipe.name} (${card.version})`, card.history, model.bestEpoch));
  await checkpoints.remove();
  say(...(await closingLines(model, source, dataset)), `curves: ${curves}`);
  return card;
}

async function closingLines(model: TrainedModel, source: DatasetSource, dataset: Dataset): Promise<string[]> {
  const { recipe, history, bestEpoch } = model;
  const claims = claimLines(recipe.name, history);
  return [`epoch ${bestEpoch} is kept`, overfittingLine(history, bestEpoch), ...claims, ...(await sanityLines(model, source, dataset))];
}

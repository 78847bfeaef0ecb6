import { modelCard, type ModelCard } from '@numera/contracts';
import type { ModelFiles } from '@numera/recognition';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { versionOf } from './model-version';
import { GLYPH_CONTRACT } from './teacher';
import type { TrainedModel } from './training/train';

export interface WriteModelOptions {
  /** Versions that training started from. */
  readonly parents?: readonly string[];
  /** Versions that it learned from beside the labels. */
  readonly teachers?: readonly string[];
  readonly createdAt: Date;
}

const RECOGNISER = 'digits';

/** The card of a trained model of digits; its version is `digits-<yyyymmdd>-<first 8 of the sha256 of model.onnx>`, the day in UTC. */
export function cardOf(model: TrainedModel, { parents = [], teachers = [], createdAt }: WriteModelOptions): ModelCard {
  const sha256 = createHash('sha256').update(model.onnx).digest('hex');
  return modelCard.parse({
    v: 1,
    version: versionOf(RECOGNISER, createdAt, sha256),
    recogniser: RECOGNISER,
    sha256,
    labels: model.labels,
    parents,
    ...(teachers.length > 0 && { teachers }),
    recipe: model.recipe,
    dataset: model.dataset,
    seed: model.seed,
    engine: model.engine,
    parameters: model.parameters,
    createdAt: createdAt.toISOString(),
    ...GLYPH_CONTRACT,
    calibration: model.calibration,
    thresholds: model.thresholds,
    risk: model.risk,
    metrics: { ...model.metrics, bestEpoch: model.bestEpoch },
    history: model.history,
  });
}

/** Writes a trained model's folder and returns its card. Throws when `folder` exists and is not empty. */
export async function writeModelFolder(folder: string, model: TrainedModel, options: WriteModelOptions): Promise<ModelCard> {
  const card = cardOf(model, options);
  await writeModelFiles(folder, { onnx: model.onnx, card });
  return card;
}

/**
 * Writes `model.onnx`, `card.json` and the card's members into a new folder. The folder appears whole or not at all: its files are written
 * and synced under a temporary name beside it, then renamed. Throws when `folder` exists and is not empty.
 */
export async function writeModelFiles(folder: string, { onnx, card, members = [] }: ModelFiles): Promise<void> {
  const target = resolve(folder);
  const temporary = join(dirname(target), `.model-${randomBytes(6).toString('hex')}`);
  await mkdir(temporary, { recursive: true });
  try {
    await writeSynced(join(temporary, 'model.onnx'), onnx);
    for (const [i, { file }] of (card.accurate?.members ?? []).entries()) await writeSynced(join(temporary, file), members[i]!);
    await writeSynced(join(temporary, 'card.json'), Buffer.from(`${JSON.stringify(modelCard.parse(card), null, 2)}\n`));
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

import type { Config } from '@numera/config';
import { imageFormats } from '@numera/imaging';
import { countOf, readMnist } from '@numera/learning';
import { openLineModel, readModelFolder } from '@numera/recognition';
import type { ModelFiles } from '@numera/recognition';
import { resolve } from 'node:path';
import { PRODUCT } from '../model';
import { fetchedFolder, presentMnist } from '../mnist/standard-data';
import { found, missing } from './finding';
import type { Finding, Section } from './finding';

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What is tried with a model, and what is said of it. */
export async function modelIn(folder: string): Promise<{ readonly files: ModelFiles | null; readonly finding: Finding }> {
  try {
    const files = await readModelFolder(folder);
    const { version, parameters } = files.card;
    return { files, finding: found('model', `${version}, ${parameters} parameters, bytes as its card says`, true) };
  } catch (error) {
    return { files: null, finding: missing('model', sentence(error), true, 'NUMERA_MODEL=<a model folder>') };
  }
}

/** Without the network for lines nothing is read, not even a digit alone: its answer to a blank line is the proof. */
async function lineModelFinding({ NUMERA_LINE_MODEL }: Config): Promise<Finding> {
  try {
    const model = await openLineModel(await readModelFolder(resolve(PRODUCT, NUMERA_LINE_MODEL)));
    await model.close();
    return found('line-model', `${model.card.version}, ${model.card.parameters} parameters`, true);
  } catch (error) {
    return missing('line-model', sentence(error), true, 'NUMERA_LINE_MODEL=<the folder of a network for lines>');
  }
}

function formatsFinding(): Finding {
  const { sharp, libvips, decoders } = imageFormats();
  const types = Object.entries(decoders);
  const able = types.filter(([, isReadable]) => isReadable).map(([type]) => type);
  const unable = types.filter(([, isReadable]) => !isReadable).map(([type]) => type);
  const detail = `sharp ${sharp} (libvips ${libvips}) reads ${able.join(', ')}${unable.length === 0 ? '' : `; not ${unable.join(', ')}`}`;
  // What browsers send and phones take; the others are a convenience.
  return decoders.png && decoders.jpeg ? found('images', detail, true) : missing('images', detail, true, 'npm rebuild sharp');
}

async function mnistFinding(config: Config, here: string): Promise<Finding> {
  const remedy = '`numera data fetch mnist`, or MNIST_DIR=<folder with its four files>; without it training draws its own digits';
  const folder = await presentMnist(undefined, { config, folder: here });
  if (folder === undefined)
    return missing('mnist', `MNIST_DIR is not set, nor are its files in ${fetchedFolder({ config })}`, false, remedy);
  try {
    const [train, test] = [await readMnist(folder, 'train'), await readMnist(folder, 't10k')];
    return found('mnist', `${countOf(train.labels)} images to learn from and ${countOf(test.labels)} to test on in ${folder}`);
  } catch (error) {
    return missing('mnist', sentence(error), false, remedy);
  }
}

/** What Numera works with: its models, the image decoders, the standard data. */
export async function partsSection(model: Finding, config: Config, here: string): Promise<Section> {
  return { title: 'Parts', findings: [model, await lineModelFinding(config), formatsFinding(), await mnistFinding(config, here)] };
}

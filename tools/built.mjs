// What the scripts that fit and measure begin with: the built libraries, the networks that ship (or NUMERA_MODEL's and NUMERA_LINE_MODEL's),
// and MNIST's train file from MNIST_DIR.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
export const root = join(import.meta.dirname, '..');

/** A built library, or one file of it that it does not export. */
export const load = (lib, file = '') => require(join(root, 'libs', lib, 'dist', file));

const folder = (name, fallback) => process.env[name] ?? join(root, fallback);
const { openLineModel, openModel, readModelFolder } = load('recognition');

/** The network that reads digits, on one thread of the processor. */
export const openDigits = async (from = folder('NUMERA_MODEL', 'models/digits')) =>
  openModel(await readModelFolder(from), { device: 'cpu', threads: 1 });

/** The network that looks at whole lines. */
export const openLines = async () => openLineModel(await readModelFolder(folder('NUMERA_LINE_MODEL', 'models/lines')));

export const readTrainFile = () => load('learning').readMnist(process.env.MNIST_DIR, 'train');

// Whole strings read right, by spacing and paper, on generated strings of 2 to 8 digits: node tools/measure-strings.mjs [COUNT] [SEED] [alone]
// with MNIST_DIR set; after `npm run build`. Half of them are written with our own strokes, half with images 57,500 to 59,999 of MNIST's train
// file, which nothing was learned from or chosen on. `alone`: without the network that looks at whole lines.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '..');
const load = (lib) => require(join(root, 'libs', lib, 'dist'));
const { evaluate, mnistWriter, readMnist, stringSamples, strokeWriter, wilson95 } = load('learning');
const { openLineModel, openModel, readModelFolder } = load('recognition');

const [count = '1800', seed = '31', alone] = process.argv.slice(2);
const folder = (name, fallback) => process.env[name] ?? join(root, fallback);
const model = await openModel(await readModelFolder(folder('NUMERA_MODEL', 'models/digits')), { device: 'cpu', threads: 1 });
const lineModel = alone ? undefined : await openLineModel(await readModelFolder(folder('NUMERA_LINE_MODEL', 'models/lines')));
const writers = [strokeWriter, mnistWriter(await readMnist(process.env.MNIST_DIR, 'train'), 57_500)];
const images = stringSamples({ count: Number(count), seed: Number(seed), writers });
const answers = [];
const figures = await evaluate(model, images, { lineModel, batchSize: 8, onAnswer: (answer) => answers.push(answer) });

const row = (name, some) => {
  const right = some.filter(({ isCorrect }) => isCorrect).length;
  const [low, high] = wilson95(right, some.length);
  const percent = (share) => (100 * share).toFixed(1).padStart(5);
  console.log(`${name.padEnd(22)} ${percent(right / some.length)} %   ${percent(low)} to ${percent(high)}   n = ${some.length}`);
};
for (const spacing of ['spaced', 'close', 'touching']) {
  const of = answers.filter(({ kind }) => kind.startsWith(spacing));
  row(spacing, of);
  for (const paper of ['clean', 'noisy', 'inverted'])
    row(
      `  ${paper}`,
      of.filter(({ kind }) => kind.includes(paper)),
    );
  for (const writer of ['mnist', 'strokes'])
    row(
      `  ${writer}`,
      of.filter(({ kind }) => kind.endsWith(writer)),
    );
}
console.log(`calibration error ${(100 * figures.ece).toFixed(2)} %, ${figures.imagesPerSecond.toFixed(0)} strings/s`);
await model.close();
await lineModel?.close();

// Whole strings read right, by spacing and paper, on generated strings of 2 to 8 digits: node tools/measure-strings.mjs [COUNT] [SEED] [alone | signs | words | tall]
// with MNIST_DIR set; after `npm run build`. Half of them are written with our own strokes, half with images from HELD_APART_FROM on of
// MNIST's train file, which nothing was fitted on. `alone`: without the network that looks at whole lines. `signs`, `words`: with such that were
// never learned before and behind them. `tall`: with slashes among them and brackets around them.
import { load, openDigits, openLines, readTrainFile } from './built.mjs';

const {
  HELD_APART_FROM,
  evaluate,
  heldApartSigns,
  heldApartTallSigns,
  heldApartWords,
  mnistWriter,
  stringSamples,
  strokeWriter,
  wilson95,
} = load('learning');

const [count = '1800', seed = '31', how] = process.argv.slice(2);
const model = await openDigits();
const lineModel = how === 'alone' ? undefined : await openLines();
const writers = [strokeWriter, mnistWriter(await readTrainFile(), HELD_APART_FROM)];
const images = stringSamples({
  count: Number(count),
  seed: Number(seed),
  writers,
  signs: { signs: heldApartSigns, words: heldApartWords() }[how] ?? [],
  tall: how === 'tall' ? heldApartTallSigns : undefined,
});
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

// Accuracy of the shipped model on pictures that our own code makes (libs/learning/src/pictures), kind by kind, and what the failures look like.
// node tools/measure-images.mjs [COUNT] [--seed N] [--only PREFIX] [--model DIR] [--failures FILE.png]   after `npm run build`.
// With MNIST_DIR half of the digits are from the last 2,500 of MNIST's train file, else all are our own strokes.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { load, openDigits, openLines, readTrainFile } from './built.mjs';

const { HELD_APART_FROM, evaluate, pictureSamples, strokeWriter, mnistWriter } = load('learning');
const { glyphsOf } = load('recognition');
const { findCandidates } = load('vision');
const { encodePng } = load('imaging');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    model: { type: 'string' },
    failures: { type: 'string' },
  },
});
const writers = [strokeWriter];
if (process.env.MNIST_DIR) writers.push(mnistWriter(await readTrainFile(), HELD_APART_FROM));
const model = await openDigits(values.model);
const lineModel = await openLines();

const figures = new Map();
const failures = [];
const count = (key, isRight, isNothing) => {
  const figure = figures.get(key) ?? { count: 0, right: 0, nothing: 0 };
  figures.set(key, { count: figure.count + 1, right: figure.right + isRight, nothing: figure.nothing + isNothing });
};
const images = pictureSamples({ count: Number(positionals[0] ?? 100), seed: Number(values.seed), writers, only: values.only });
await evaluate(model, images, {
  lineModel,
  onAnswer({ text }, { raster, label, kind }) {
    // An empty sheet says nothing.
    const isRight = (text ?? '') === label;
    const [name, ...aspects] = kind.split(' ');
    count(name, isRight, text === null);
    for (const aspect of aspects) count(`${name.replace(/[-\d].*/, '')} ${aspect}`, isRight, text === null);
    if (!isRight) failures.push({ raster, kind, label, text, glyphs: glyphsOf(findCandidates(raster)) });
  },
});
await model.close();
await lineModel.close();

for (const [key, { count, right, nothing }] of figures) {
  console.log(`${key.padEnd(26)} ${((100 * right) / count).toFixed(1).padStart(5)} %  of ${count}, nothing read in ${nothing}`);
}
if (values.failures) writeFileSync(values.failures, await sheetOf(failures.slice(0, 120)));

/** The failed pictures, each beside the first glyphs found in it, twelve a row. */
async function sheetOf(failed) {
  const [side, columns] = [96, 6];
  const [wide, high] = [2 * side + 8, side + 4];
  const data = new Uint8Array(wide * columns * high * Math.max(1, Math.ceil(failed.length / columns))).fill(90);
  const width = wide * columns;
  const paste = (from, left, top) => {
    const scale = Math.max(from.width, from.height) / side;
    for (let y = 0; y < Math.floor(from.height / scale); y++) {
      for (let x = 0; x < Math.floor(from.width / scale); x++) {
        data[(top + y) * width + left + x] = from.data[Math.floor(y * scale) * from.width + Math.floor(x * scale)];
      }
    }
  };
  failed.forEach(({ raster, kind, label, text, glyphs }, i) => {
    const [left, top] = [(i % columns) * wide, Math.floor(i / columns) * high];
    paste(raster, left, top);
    const [glyph] = glyphs;
    if (glyph) paste({ width: 28, height: 28, data: glyph.pixels.map((value) => 255 * value) }, left + side + 2, top);
    console.log(`${String(i).padStart(3)} ${kind}: ${label || 'nothing'} read as ${text ?? 'nothing'}`);
  });
  return encodePng({ width, height: data.length / width, data });
}

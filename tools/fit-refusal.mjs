// Fits the judge of libs/recognition/src/refusal.ts and writes refusal-weights.ts: node tools/fit-refusal.mjs [PICTURES]   with MNIST_DIR set;
// after `npm run build`. PICTURES of no digit, among them words of drawn letters, against drawings, generated strings (a third of them with signs, a third with words), amounts, photos, one digit repeated, and enlarged images
// 55,000 to 57,499 of MNIST's train file that are read right. The letters that rejection is measured with are not among them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, openDigits, openLines, readTrainFile, root } from './built.mjs';

const {
  drawStrokes,
  learnedSigns,
  learnedWords,
  mnistRasters,
  mnistWriter,
  negativeSamples,
  pictureSamples,
  randomFrom,
  stringSamples,
  strokeSamples,
  strokesOf,
  strokeWriter,
} = load('learning');
const { argMax, glyphsOf, scoresOf, softmax } = load('recognition');
const { latticeOf } = load('recognition', 'lattice.js');
const { freeReading } = load('recognition', 'lattice-reading.js');
const { refusalFeatures } = load('recognition', 'refusal.js');
const { findCandidates } = load('vision');

const count = Number(process.argv[2] ?? 800);
const [model, lineModel, mnist] = await Promise.all([openDigits(), openLines(), readTrainFile()]);

const KINDS = [
  ...['blank', 'scribble', 'letter', 'photo', 'noise', 'texture', 'dots', 'hatching', 'box', 'letter', 'scribble'],
  ...['figure', 'character', 'tick', 'arrow', 'figure', 'spiral', 'word', 'word', 'word', 'word'],
];
/**
 * Added to the bias: how far a reading must look worse than even before it is refused. At even odds 3 in 100 enlarged digits of MNIST that the
 * fit had not seen were lost.
 */
const MARGIN = { one: 2.2, several: 0.5 };
const cases = { one: [], several: [] };

async function add(raster, label) {
  const lines = await lineModel.judge(findCandidates(raster), model.card.labels);
  const glyphs = glyphsOf(lines);
  if (glyphs.length === 0 || glyphs[0].plain !== undefined) return;
  const { logits, rules } = await scoresOf(glyphs, 'fast', model);
  const known = glyphs.map(({ box, row }, i) => {
    const probabilities = softmax(logits.subarray(10 * i, 10 * i + 10), rules.calibration.temperature);
    const digit = argMax(probabilities);
    return { label: String(digit), digit, confidence: probabilities[digit], probabilities, box, row };
  });
  const { text, steps, confidence } = freeReading(latticeOf(lines, known), rules);
  // Nothing but signs is refused anyhow.
  if (steps.length === 0 || (label !== null && text !== label)) return;
  cases[steps.length === 1 ? 'one' : 'several'].push({ x: refusalFeatures(steps, confidence), y: label === null ? 0 : 1 });
}

/** A digit of ours written three to six times, well apart. */
function* repeated(some, seed) {
  const random = randomFrom(seed);
  const side = 70;
  for (let i = 0; i < some; i++) {
    const [digit, long] = [i % 10, 3 + (i % 4)];
    const penWidth = side * (0.04 + 0.06 * random());
    const data = new Uint8Array(side * long * side);
    for (let k = 0; k < long; k++) {
      const { data: drawn } = drawStrokes(strokesOf(digit, random), { side, penWidth });
      drawn.forEach((value, at) => (data[Math.floor(at / side) * side * long + k * side + (at % side)] = value));
    }
    yield { raster: { width: side * long, height: side, data }, label: String(digit).repeat(long) };
  }
}

function enlarged({ width, height, data }, times) {
  const out = new Uint8Array(width * height * times * times);
  for (let at = 0; at < out.length; at++) {
    const [x, y] = [at % (width * times), Math.floor(at / (width * times))];
    out[at] = data[Math.floor(y / times) * width + Math.floor(x / times)];
  }
  return { width: width * times, height: height * times, data: out };
}

for (const { raster } of negativeSamples({ count, seed: 50_001, kinds: KINDS, side: 280 })) await add(raster, null);
const writers = [strokeWriter, mnistWriter(mnist, 55_000, 57_500)];
for (const { raster, label } of strokeSamples({ count: Math.round(count / 2), seed: 50_003, side: 280 })) await add(raster, label);
for (const [seed, signs] of [[50_004], [50_006, learnedSigns], [50_009, learnedWords()]])
  for (const { raster, label } of stringSamples({ count: Math.round(count / 2), seed, writers, signs })) await add(raster, label);
const photos = { count: Math.ceil(count / 80), seed: 50_005, writers, signs: learnedSigns };
for (const { raster, label } of pictureSamples(photos)) if (label !== '') await add(raster, label);
const amounts = { count: Math.round(count / 6), seed: 50_007, writers, only: 'amount', signs: learnedSigns };
for (const { raster, label } of pictureSamples(amounts)) await add(raster, label);
// Numbers of one digit again and again: else the judge, which is asked whether all are the same, learns that only fences are.
for (const { raster, label } of repeated(Math.round(count / 6), 50_008)) await add(raster, label);
let times = 0;
for (const { raster, label } of mnistRasters(mnist, 55_000, 55_000 + Math.round(count / 2))) {
  await add(enlarged(raster, 4 + (times++ % 5)), String(label));
}

/** Logistic regression by gradient descent (Adam) on standardised features, with a little weight decay. */
function fitted(examples) {
  const width = examples[0].x.length;
  const columns = Array.from({ length: width }, (_, j) => examples.map(({ x }) => x[j]));
  const mean = columns.map((column) => column.reduce((a, b) => a + b, 0) / column.length);
  const spread = columns.map((column, j) => Math.sqrt(column.reduce((sum, v) => sum + (v - mean[j]) ** 2, 0) / column.length) || 1);
  const standard = examples.map(({ x }) => [...x.map((v, j) => (v - mean[j]) / spread[j]), 1]);
  const weights = new Float64Array(width + 1);
  const [first, second] = [new Float64Array(width + 1), new Float64Array(width + 1)];
  for (let step = 1; step <= 1500; step++) {
    const slope = weights.map((weight, j) => (j < width ? 0.001 * weight : 0));
    standard.forEach((z, i) => {
      const error = 1 / (1 + Math.exp(-z.reduce((sum, v, j) => sum + v * weights[j], 0))) - examples[i].y;
      for (let j = 0; j <= width; j++) slope[j] += (error * z[j]) / standard.length;
    });
    for (let j = 0; j <= width; j++) {
      first[j] += 0.1 * (slope[j] - first[j]);
      second[j] += 0.001 * (slope[j] ** 2 - second[j]);
      weights[j] -= (0.05 * (first[j] / (1 - 0.9 ** step))) / (Math.sqrt(second[j] / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  const features = columns.map((_, j) => weights[j] / spread[j]);
  return { features, bias: weights[width] - features.reduce((sum, weight, j) => sum + weight * mean[j], 0) };
}

const rounded = (value) => Number(value.toFixed(4));
const text = Object.entries(cases).map(([name, examples]) => {
  const { features, bias: even } = fitted(examples);
  const bias = even + MARGIN[name];
  const share = (y) => {
    const some = examples.filter((example) => example.y === y);
    return `${some.filter(({ x }) => x.reduce((sum, v, j) => sum + v * features[j], bias) < 0).length} of ${some.length}`;
  };
  console.log(`${name}: refused ${share(0)} of no digit, ${share(1)} read right`);
  return `  ${name}: { features: [${features.map(rounded).join(', ')}], bias: ${rounded(bias)} },\n`;
});
writeFileSync(
  join(root, 'libs/recognition/src/refusal-weights.ts'),
  `import type { RefusalWeights } from './refusal';

/** Written by tools/fit-refusal.mjs: what the judge of refusal.ts gives on each of its features, for one digit and for several. */
export const REFUSAL_WEIGHTS: Record<'one' | 'several', RefusalWeights> = {
${text.join('')}};
`,
);
await model.close();
await lineModel.close();

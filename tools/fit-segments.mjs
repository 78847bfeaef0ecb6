// Fits the judge of libs/recognition/src/segments.ts on candidates of generated strings and amounts and writes segment-weights.ts.
// node tools/fit-segments.mjs [STRINGS]   with MNIST_DIR set; after `npm run build`. Uses images 55,000 to 57,499 of MNIST's train file:
// strings for measuring are written with the later ones.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, openDigits, readTrainFile, root } from './built.mjs';

const { mnistRasters, mnistWriter, pictureSamples, randomFrom, stringSamples, strokeWriter } = load('learning');
const { softmax, segmentFeatures, SEGMENT_FEATURES: WIDTH } = load('recognition');
const { findCandidates } = load('vision');

const HIDDEN = 32;
const EPOCHS = Number(process.env.EPOCHS ?? 12);
const strings = Number(process.argv[2] ?? 1500);
const [mnist, model] = await Promise.all([readTrainFile(), openDigits()]);

/** Share of two boxes' union that both cover. */
function overlap(a, b) {
  const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return w <= 0 || h <= 0 ? 0 : (w * h) / (a.width * a.height + b.width * b.height - w * h);
}

/** The way through a line that fits the true boxes best, a step for each box in order; null when none fits well. */
function targetOf(pieces, candidates, boxes) {
  const least = 0.5;
  const best = Array.from({ length: pieces + 1 }, () => new Float64Array(boxes.length + 1).fill(-Infinity));
  const by = best.map(() => new Int32Array(boxes.length + 1).fill(-1));
  best[0][0] = 0;
  const order = candidates.map((_, i) => i).sort((i, j) => candidates[i].to - candidates[j].to);
  for (const i of order) {
    const { from, to, glyph } = candidates[i];
    boxes.forEach((box, k) => {
      const score = best[from][k] + overlap(glyph.box, box);
      if (score > best[to][k + 1]) [best[to][k + 1], by[to][k + 1]] = [score, i];
    });
  }
  if (!(best[pieces][boxes.length] / boxes.length >= least)) return null;
  const target = new Uint8Array(candidates.length);
  for (let at = pieces, k = boxes.length; k > 0; k--) {
    const i = by[at][k];
    target[i] = 1;
    at = candidates[i].from;
  }
  return target;
}

const lattices = [];
async function add(raster, boxesOf) {
  const [line, ...more] = findCandidates(raster);
  if (line === undefined || more.length > 0 || line.candidates.length < 2) return;
  const { pieces, candidates } = line;
  const logits = await model.run(candidates.map(({ glyph }) => glyph.pixels));
  const target = targetOf(pieces, candidates, boxesOf(candidates));
  if (target === null) return;
  const steps = candidates.map((candidate, i) => {
    const probabilities = softmax(logits.subarray(i * 10, i * 10 + 10), model.card.calibration.temperature);
    const { from, to } = candidate;
    return {
      from,
      to,
      features: segmentFeatures(candidate, probabilities),
      certainty: Math.log(Math.max(...probabilities)),
      target: target[i],
    };
  });
  lattices.push({ pieces, steps });
}
const writers = [strokeWriter, mnistWriter(mnist, 55_000, 57_500)];
for (const { raster, boxes } of stringSamples({ count: strings, seed: 20_001, writers })) await add(raster, () => boxes);
const amounts = { count: Math.round(strings / 9), seed: 20_002, writers, only: 'amount', signs: [] };
for (const { raster, boxes } of pictureSamples(amounts)) await add(raster, () => boxes);
// Single digits that might be strings: their whole is the digit.
const around = (candidates) => {
  const right = Math.max(...candidates.map(({ glyph: { box } }) => box.x + box.width));
  const bottom = Math.max(...candidates.map(({ glyph: { box } }) => box.y + box.height));
  const [x, y] = ['x', 'y'].map((key) => Math.min(...candidates.map(({ glyph: { box } }) => box[key])));
  return [{ x, y, width: right - x, height: bottom - y }];
};
for (const { raster } of mnistRasters(mnist, 55_000, 55_800)) await add(raster, around);
console.log(`${lattices.length} lines, ${lattices.reduce((sum, { steps }) => sum + steps.length, 0)} candidates`);

const random = randomFrom(7);
const start = (n, scale) => Float32Array.from({ length: n }, () => scale * (2 * random() - 1));
const layers = { hidden: start(HIDDEN * WIDTH, Math.sqrt(6 / WIDTH) * 0.7), bias: new Float32Array(HIDDEN), out: start(HIDDEN + 1, 0.3) };
const state = Object.fromEntries(
  Object.entries(layers).map(([k, w]) => [
    k,
    { g: new Float32Array(w.length), m: new Float32Array(w.length), v: new Float32Array(w.length) },
  ]),
);
const act = new Float32Array(HIDDEN);
function forward(x) {
  let odds = layers.out[HIDDEN];
  for (let i = 0; i < HIDDEN; i++) {
    let sum = layers.bias[i];
    for (let j = 0, at = i * WIDTH; j < WIDTH; j++, at++) sum += layers.hidden[at] * x[j];
    act[i] = sum > 0 ? sum : 0;
    odds += act[i] * layers.out[i];
  }
  return odds;
}
function backward(x, d) {
  state.out.g[HIDDEN] += d;
  for (let i = 0; i < HIDDEN; i++) {
    if (act[i] === 0) continue;
    state.out.g[i] += d * act[i];
    const e = d * layers.out[i];
    state.bias.g[i] += e;
    const g = state.hidden.g;
    for (let j = 0, w = i * WIDTH; j < WIDTH; j++, w++) g[w] += e * x[j];
  }
}
const add2 = (a, b) => (a === -Infinity ? b : b === -Infinity ? a : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));

/** Minus the logarithm of the true path's share among all, and each step's share less its target (a linear-chain CRF's gradient). */
function lossOf({ pieces, steps }) {
  const scores = steps.map(({ features, certainty }) => forward(features) + certainty);
  const ahead = new Float64Array(pieces + 1).fill(-Infinity);
  const behind = new Float64Array(pieces + 1).fill(-Infinity);
  ahead[0] = behind[pieces] = 0;
  const order = steps.map((_, i) => i);
  order.sort((a, b) => steps[a].to - steps[b].to);
  for (const i of order) ahead[steps[i].to] = add2(ahead[steps[i].to], ahead[steps[i].from] + scores[i]);
  order.sort((a, b) => steps[b].from - steps[a].from);
  for (const i of order) behind[steps[i].from] = add2(behind[steps[i].from], behind[steps[i].to] + scores[i]);
  const all = ahead[pieces];
  const loss = steps.reduce((sum, { target }, i) => sum - target * scores[i], all);
  return { loss, slopes: steps.map(({ from, to, target }, i) => Math.exp(ahead[from] + scores[i] + behind[to] - all) - target) };
}

const shuffled = lattices
  .map((lattice) => ({ lattice, key: random() }))
  .sort((a, b) => a.key - b.key)
  .map(({ lattice }) => lattice);
const held = Math.floor(shuffled.length * 0.95);
const BATCH = 8;
let steps = 0;
const total = (EPOCHS * held) / BATCH;
for (let epoch = 0; epoch < EPOCHS; epoch++) {
  let loss = 0;
  for (let b = 0; b < held; b += BATCH) {
    for (const { g } of Object.values(state)) g.fill(0);
    for (let k = 0; k < BATCH; k++) {
      const lattice = shuffled[Math.floor(random() * held)];
      const found = lossOf(lattice);
      loss += found.loss;
      lattice.steps.forEach(({ features }, i) => {
        if (Math.abs(found.slopes[i]) < 1e-3) return;
        forward(features);
        backward(features, found.slopes[i] / BATCH);
      });
    }
    steps++;
    const rate = 0.003 * (0.5 + 0.5 * Math.cos((Math.PI * steps) / total)) + 1e-5;
    for (const [key, { g, m, v }] of Object.entries(state)) {
      const w = layers[key];
      for (let i = 0; i < w.length; i++) {
        m[i] += 0.1 * (g[i] - m[i]);
        v[i] += 0.001 * (g[i] * g[i] - v[i]);
        w[i] -= rate * (m[i] / (1 - 0.9 ** Math.min(steps, 500)) / (Math.sqrt(v[i] / (1 - 0.999 ** steps)) + 1e-8) + 0.005 * w[i]);
      }
    }
  }
  const apart = shuffled.slice(held).map((lattice) => lossOf(lattice).loss);
  const right = apart.filter((each) => each < Math.LN2).length / apart.length;
  const mean = apart.reduce((sum, each) => sum + each, 0) / apart.length;
  console.log(
    `epoch ${epoch + 1}: loss ${(loss / held).toFixed(4)}, held apart ${mean.toFixed(4)}, surely right ${(100 * right).toFixed(1)} %`,
  );
}

const packed = (w) => {
  const scale = Math.max(...w.map(Math.abs)) / 32767;
  return `['${Buffer.from(Int16Array.from(w, (x) => Math.round(x / scale)).buffer).toString('base64')}', ${scale.toPrecision(8)}]`;
};
writeFileSync(
  join(root, 'libs/recognition/src/segment-weights.ts'),
  `/** Written by tools/fit-segments.mjs: the weights of segments.ts as 16-bit integers (little-endian, base64), each layer with its scale. */
export const SEGMENT_WEIGHTS: Record<'hidden' | 'bias' | 'out', readonly [packed: string, scale: number]> = {
${Object.entries(layers)
  .map(([k, w]) => `  ${k}: ${packed(w)},\n`)
  .join('')}};
`,
);
await model.close();

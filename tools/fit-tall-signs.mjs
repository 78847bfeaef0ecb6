// Fits the judge of libs/recognition/src/lines/tall-signs.ts and writes tall-sign-weights.ts: node tools/fit-tall-signs.mjs [STRINGS]   with
// MNIST_DIR set; after `npm run build`, and after tools/fit-lines.mjs, whose weights stay as they are. STRINGS of digits, three
// quarters as many with slashes and brackets, half as many with other signs and with words, amounts of cheques, and single digits that might be
// strings. The weights under which they are likeliest to be read right (a linear-chain conditional random field). Uses images 55,000 to 57,499 of MNIST's train file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, openDigits, openLines, readTrainFile, root } from './built.mjs';

const L = load('learning');
const { glyphsOf, oddsOf, softmax } = load('recognition');
const { digitHeight, tallSignFeatures } = load('recognition', 'lines/tall-signs.js');
const { signParts } = load('recognition', 'lines/sign-parts.js');
const { signScore, weigh } = load('recognition', 'lines/weigh.js');
const { findCandidates } = load('vision');

const strings = Number(process.argv[2] ?? 1000);
const HIDDEN = 12;
const EPOCHS = 10;
const BATCH = 16;
const RATE = 0.006;
/** Every so many lines are not learned from. */
const HELD_APART = 5;
/**
 * Taken from the bias: how much likelier than even a part must be to be a sign before it is passed over. At even odds 1 or 2 in 100 strings without a
 * tall sign lost a digit, and a number that lacks a digit is worse than a date that is refused or has a 1 too many.
 */
const MARGIN = 2;
/** Strings that no way through their line gives count no more than so unlikely ones. */
const WORST = 12;

const [model, lineModel, mnist] = await Promise.all([openDigits(), openLines(), readTrainFile()]);
const lattices = [];

/** The ways through a line: digits with a score for each label, signs with theirs, and tall ones with the judge's features. */
async function add(kind, raster, label) {
  const [line, ...more] = await lineModel.judge(findCandidates(raster), model.card.labels);
  if (line?.evidence === undefined || more.length > 0) return;
  const logits = await model.run(glyphsOf([line]).map(({ pixels }) => pixels));
  const parts = line.candidates.map((candidate, i) => {
    const probabilities = softmax(logits.subarray(i * 10, i * 10 + 10), model.card.calibration.temperature);
    return { candidate, probabilities, odds: oddsOf(candidate, probabilities), evidence: line.evidence[i] };
  });
  const height = digitHeight(parts);
  const steps = line.candidates.flatMap(({ from, to, glyph: { box } }, i) => {
    const { probabilities, odds, evidence } = parts[i];
    const { glyph, score } = weigh({ probabilities, box, row: 0 }, odds, evidence);
    const digit = { from, to, scores: glyph.probabilities.map((share) => score + Math.log(Math.max(1e-30, share))) };
    const features = height === null ? null : tallSignFeatures(parts[i], height);
    return features === null ? [digit] : [digit, { from, to, features: [...features, 1] }];
  });
  for (const { from, to, blank } of signParts(line.candidates, line.evidence)) steps.push({ from, to, score: signScore(blank) });
  steps.sort((a, b) => a.to - b.to);
  lattices.push({ kind, pieces: line.pieces, steps, label: [...label].map(Number) });
}

/** Three times as large: in a small picture no one looks for two digits. */
function threefold({ width, height, data }) {
  const out = new Uint8Array(9 * data.length);
  for (let y = 0; y < 3 * height; y++)
    for (let x = 0; x < 3 * width; x++) out[y * 3 * width + x] = data[Math.floor(y / 3) * width + Math.floor(x / 3)];
  return { width: 3 * width, height: 3 * height, data: out };
}

const writers = [L.strokeWriter, L.mnistWriter(mnist, 55_000, 57_500)];
for (const [kind, share, seed, more] of [
  ['tall', 3 / 4, 60_001, { tall: L.fittedTallSigns }],
  ['plain', 1, 60_002, {}],
  ['signs', 1 / 2, 60_003, { signs: L.learnedSigns }],
  ['words', 1 / 2, 60_004, { signs: L.learnedWords() }],
])
  for (const { raster, label } of L.stringSamples({ count: Math.round(share * strings), seed, writers, ...more }))
    await add(kind, raster, label);
const amounts = { count: Math.round(strings / 6), seed: 60_005, writers, only: 'amount', signs: L.learnedSigns };
for (const { raster, label } of L.pictureSamples(amounts)) await add('amounts', raster, label);
for (const { raster, label } of L.mnistRasters(mnist, 55_000, 57_500)) await add('single', threefold(raster), label);

const WIDTH = lattices.flatMap(({ steps }) => steps).find(({ features }) => features !== undefined).features.length;
const random = L.randomFrom(7);
/** Hidden weights unit by unit, each unit's weight, and what is added. */
const weights = Float64Array.from({ length: HIDDEN * (WIDTH + 1) + 1 }, (_, i) => {
  if (i < HIDDEN * WIDTH) return (2 * random() - 1) * Math.sqrt(3 / WIDTH);
  return i < HIDDEN * (WIDTH + 1) ? 0.3 * (2 * random() - 1) : -Infinity;
});
const slopes = new Float64Array(weights.length);
const OUT = HIDDEN * WIDTH;
const act = new Float64Array(HIDDEN);

function forward(x) {
  let score = weights.at(-1);
  for (let unit = 0; unit < HIDDEN; unit++) {
    let sum = 0;
    for (let i = 0; i < WIDTH; i++) sum += weights[unit * WIDTH + i] * x[i];
    act[unit] = Math.max(0, sum);
    score += act[unit] * weights[OUT + unit];
  }
  return score;
}

function backward(x, slope) {
  forward(x);
  slopes[slopes.length - 1] += slope;
  for (let unit = 0; unit < HIDDEN; unit++) {
    if (act[unit] === 0) continue;
    slopes[OUT + unit] += slope * act[unit];
    for (let i = 0; i < WIDTH; i++) slopes[unit * WIDTH + i] += slope * weights[OUT + unit] * x[i];
  }
}

const add2 = (a, b) => (a === -Infinity ? b : b === -Infinity ? a : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));
const table = (pieces, label) => Array.from({ length: pieces + 1 }, () => new Float64Array(label.length + 1).fill(-Infinity));

/**
 * Minus the logarithm of the true string's share of all ways through a line. `learns`: adds the slopes of the weights, which are how much
 * likelier each tall sign is among all ways than among the right ones.
 */
function lossOf({ pieces, steps, label }, learns) {
  const scored = steps.map((step) => {
    if (step.scores !== undefined) return { ...step, all: step.scores.reduce(add2) };
    return { ...step, all: step.features === undefined ? step.score : forward(step.features) };
  });
  const ahead = new Float64Array(pieces + 1).fill(-Infinity);
  const right = table(pieces, label);
  ahead[0] = right[0][0] = 0;
  for (const { from, to, all, scores } of scored) {
    ahead[to] = add2(ahead[to], ahead[from] + all);
    const most = scores === undefined ? label.length : label.length - 1;
    for (let k = 0; k <= most; k++) {
      const after = scores === undefined ? k : k + 1;
      right[to][after] = add2(right[to][after], right[from][k] + (scores === undefined ? all : scores[label[k]]));
    }
  }
  const total = right[pieces][label.length];
  const loss = ahead[pieces] - total;
  if (!learns || !(loss < WORST)) return Math.min(WORST, loss);

  const behind = new Float64Array(pieces + 1).fill(-Infinity);
  const rest = table(pieces, label);
  behind[pieces] = rest[pieces][label.length] = 0;
  for (const { from, to, all, scores } of [...scored].sort((a, b) => b.from - a.from)) {
    behind[from] = add2(behind[from], behind[to] + all);
    for (let k = 0; k <= label.length; k++) {
      const after = scores === undefined ? k : k + 1;
      if (after <= label.length) rest[from][k] = add2(rest[from][k], rest[to][after] + (scores === undefined ? all : scores[label[k]]));
    }
  }
  for (const { from, to, all, features } of scored) {
    if (features === undefined) continue;
    const ofRight = right[from].reduce((sum, before, k) => sum + Math.exp(before + all + rest[to][k] - total), 0);
    backward(features, Math.exp(ahead[from] + all + behind[to] - ahead[pieces]) - ofRight);
  }
  return loss;
}

function report(name, some) {
  const kinds = [...new Set(some.map(({ kind }) => kind))].map((kind) => {
    const losses = some.filter((lattice) => lattice.kind === kind).map((lattice) => lossOf(lattice, false));
    const likely = losses.filter((loss) => loss < Math.LN2).length / losses.length;
    return `${kind} ${(losses.reduce((a, b) => a + b, 0) / losses.length).toFixed(3)} (${(100 * likely).toFixed(1)} % likelier than not)`;
  });
  console.log(`${name}: ${kinds.join(', ')}`);
}

const held = lattices.filter((_, i) => i % HELD_APART === 0);
const learned = lattices.filter((_, i) => i % HELD_APART > 0);
console.log(`${learned.length} lines to learn from and ${held.length} others`);
report('without, others', held);
weights[weights.length - 1] = -3;
const [first, second] = [new Float64Array(weights.length), new Float64Array(weights.length)];
const batches = Math.round(learned.length / BATCH);
for (let step = 1; step <= EPOCHS * batches; step++) {
  slopes.fill(0);
  for (let i = 0; i < BATCH; i++) lossOf(learned[Math.floor(random() * learned.length)], true);
  const rate = RATE * (0.5 + 0.5 * Math.cos((Math.PI * step) / (EPOCHS * batches))) + 1e-5;
  for (let i = 0; i < weights.length; i++) {
    const slope = slopes[i] / BATCH;
    first[i] += 0.1 * (slope - first[i]);
    second[i] += 0.001 * (slope ** 2 - second[i]);
    weights[i] -= rate * (first[i] / (1 - 0.9 ** step) / (Math.sqrt(second[i] / (1 - 0.999 ** step)) + 1e-8) + 0.002 * weights[i]);
  }
  if (step % (2 * batches) > 0) continue;
  report(`epoch ${step / batches}, learned`, learned);
  report(`epoch ${step / batches}, others `, held);
}

const list = (values) => `[${[...values].map((value) => Number(value.toFixed(4))).join(', ')}]`;
const rows = Array.from({ length: HIDDEN }, (_, unit) => weights.subarray(unit * WIDTH, unit * WIDTH + WIDTH));
writeFileSync(
  join(root, 'libs/recognition/src/lines/tall-sign-weights.ts'),
  `import type { TallSignWeights } from './tall-signs';

/** Written by tools/fit-tall-signs.mjs. */
export const TALL_SIGN_WEIGHTS: TallSignWeights = {
  hidden: [
${rows.map((row) => `    ${list(row.subarray(0, WIDTH - 1))},\n`).join('')}  ],
  biases: ${list(rows.map((row) => row[WIDTH - 1]))},
  out: ${list(weights.subarray(OUT, OUT + HIDDEN))},
  bias: ${Number((weights.at(-1) - MARGIN).toFixed(4))},
};
`,
);
await model.close();
await lineModel.close();

// Fits how much each witness counts (libs/recognition/src/lines/line-weights.ts): node tools/fit-lines.mjs [STRINGS]   with MNIST_DIR set;
// after `npm run build`. The weights under which generated strings, and single digits that might be strings, are likeliest to be read
// right: a linear-chain conditional random field with seven weights. A third of the strings may have signs before and behind them, and to
// them come half as many with words and a third as many amounts of cheques. Uses images 55,000 to 57,499 of MNIST's train file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, openDigits, openLines, readTrainFile, root } from './built.mjs';

const { learnedSigns, learnedWords, mnistRasters, mnistWriter, pictureSamples, stringSamples, strokeWriter } = load('learning');
const { glyphsOf, oddsOf, softmax } = load('recognition');
const { signParts } = load('recognition', 'lines/sign-parts.js');
const { findCandidates } = load('vision');

const strings = Number(process.argv[2] ?? 1200);
const [model, lineModel, mnist] = await Promise.all([openDigits(), openLines(), readTrainFile()]);

const NAMES = ['odds', 'glyph', 'line', 'gap', 'digit', 'blank', 'sign'];
const START = [0.8, 0.65, 0.4, 0.4, -0.4, 0.5, -3];
/** As in weigh.ts. */
const LEAST = 1e-4;

const lattices = [];
async function add(raster, label) {
  const [line, ...more] = await lineModel.judge(findCandidates(raster), model.card.labels);
  if (line?.evidence === undefined || more.length > 0) return;
  const logits = await model.run(glyphsOf([line]).map(({ pixels }) => pixels));
  const steps = line.candidates.map((candidate, i) => {
    const probabilities = softmax(logits.subarray(i * 10, i * 10 + 10), model.card.calibration.temperature);
    const { digits, gap } = line.evidence[i];
    const glyph = probabilities.map((probability) => Math.log(Math.max(LEAST, probability)));
    return { from: candidate.from, to: candidate.to, odds: oddsOf(candidate, probabilities), glyph, line: digits, gap };
  });
  for (const { from, to, blank } of signParts(line.candidates, line.evidence)) steps.push({ from, to, blank });
  steps.sort((a, b) => a.to - b.to);
  lattices.push({ pieces: line.pieces, steps, label: [...label].map(Number) });
}
const writers = [strokeWriter, mnistWriter(mnist, 55_000, 57_500)];
for (const [share, seed, signs] of [
  [2 / 3, 30_001],
  [1 / 3, 30_002, learnedSigns],
  [1 / 6, 30_004, learnedWords()],
])
  for (const { raster, label } of stringSamples({ count: Math.round(share * strings), seed, writers, signs })) await add(raster, label);
const amounts = { count: Math.round(strings / 9), seed: 30_003, writers, only: 'amount', signs: learnedSigns };
for (const { raster, label } of pictureSamples(amounts)) await add(raster, label);
const asked = lattices.length;
for (const { raster, label } of mnistRasters(mnist, 55_000, 57_500)) await add(threefold(raster), label);
console.log(`${asked} strings and amounts and ${lattices.length - asked} single digits may be parted in more than one way`);

/** Three times as large: in a small picture no one looks for two digits. */
function threefold({ width, height, data }) {
  const out = new Uint8Array(9 * data.length);
  for (let y = 0; y < 3 * height; y++)
    for (let x = 0; x < 3 * width; x++) out[y * 3 * width + x] = data[Math.floor(y / 3) * width + Math.floor(x / 3)];
  return { width: 3 * width, height: 3 * height, data: out };
}

const add2 = (a, b) => (a === -Infinity ? b : b === -Infinity ? a : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));

/** Minus the logarithm of the true string's share of all ways through a line; strings that no way gives count as much as unlikely ones. */
function lossOf({ pieces, steps, label }, [odds, glyph, line, gap, digit, blank, sign]) {
  const all = new Float64Array(pieces + 1).fill(-Infinity);
  const right = Array.from({ length: pieces + 1 }, () => new Float64Array(label.length + 1).fill(-Infinity));
  all[0] = right[0][0] = 0;
  for (const step of steps) {
    if (all[step.from] === -Infinity) continue;
    if (step.blank !== undefined) {
      const score = sign + blank * step.blank;
      all[step.to] = add2(all[step.to], all[step.from] + score);
      for (let k = 0; k <= label.length; k++) right[step.to][k] = add2(right[step.to][k], right[step.from][k] + score);
      continue;
    }
    const base = odds * step.odds + gap * step.gap + digit;
    let sum = -Infinity;
    const scores = step.glyph.map((log, d) => base + glyph * log + line * step.line[d]);
    for (const score of scores) sum = add2(sum, score);
    all[step.to] = add2(all[step.to], all[step.from] + sum);
    for (let k = 0; k < label.length; k++) {
      if (right[step.from][k] === -Infinity) continue;
      right[step.to][k + 1] = add2(right[step.to][k + 1], right[step.from][k] + scores[label[k]]);
    }
  }
  return Math.min(12, all[pieces] - right[pieces][label.length]);
}
const meanLoss = (weights) => lattices.reduce((sum, lattice) => sum + lossOf(lattice, weights), 0) / lattices.length;

// Each weight in turn a step up or down, whichever helps; steps grow where they help and shrink where they do not.
let best = START;
let loss = meanLoss(best);
const steps = START.map(() => 0.2);
for (let round = 0; round < 12; round++) {
  for (let i = 0; i < best.length; i++) {
    const tried = [1, -1].map((sign) => best.map((weight, j) => (j === i ? weight + sign * steps[i] : weight)));
    const found = tried.map((weights) => ({ weights, loss: meanLoss(weights) })).sort((a, b) => a.loss - b.loss)[0];
    if (found.loss < loss) [best, loss, steps[i]] = [found.weights, found.loss, steps[i] * 1.3];
    else steps[i] /= 2;
  }
  console.log(`round ${round + 1}: loss ${loss.toFixed(4)}  ${NAMES.map((name, i) => `${name} ${best[i].toFixed(3)}`).join('  ')}`);
}

const list = NAMES.map((name, i) => `${name}: ${Number(best[i].toFixed(4))}`).join(', ');
writeFileSync(
  join(root, 'libs/recognition/src/lines/line-weights.ts'),
  `/** Written by tools/fit-lines.mjs: how much each witness counts when a line is parted into digits and signs, and what every one of them costs. */
export const LINE_WEIGHTS = { ${list} };
`,
);
await model.close();
await lineModel.close();

// `npm run bench -- train`: how many images a second are learned from, ours beside Keras (when a Python with TensorFlow is found: --python or
// PYTHON) and TensorFlow.js (when it is installed), in turns within one run. Speeds on the wall depend on what else runs; processor time less so.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const learning = require('../libs/learning/dist/index.js');
const { batches } = require('../libs/learning/dist/training/batches.js');
const { initialWeights } = require('../libs/learning/dist/training/initial-weights.js');
const { openSession } = require('../libs/learning/dist/engines/open-session.js');
const { WeightUpdate } = require('../libs/learning/dist/training/weight-update.js');
const { networkOf } = require('../libs/learning/dist/recipe.js');
const { parametersOf } = require('../libs/learning/dist/network.js');
const { randomFrom } = require('../libs/learning/dist/strokes/random.js');

const { values } = parseArgs({
  options: {
    networks: { type: 'string', default: 's1,deep,resnet' },
    images: { type: 'string', default: '2560' },
    rounds: { type: 'string', default: '5' },
    batch: { type: 'string', default: '128' },
    threads: { type: 'string', default: '2' },
    // Ours alone then changes each glyph as the recipe says.
    augment: { type: 'boolean', default: false },
    beside: { type: 'string', default: 'keras,tensorflow' },
    python: { type: 'string', default: process.env.PYTHON ?? 'python3' },
  },
});
const [images, rounds, batchSize, threads] = ['images', 'rounds', 'batch', 'threads'].map((name) => Number(values[name]));
// TensorFlow.js without its native part learns from some twenty images a second.
const FEW = 16;

const normed = (filters, padding = 0) => [
  { kind: 'conv', filters, size: 3, padding, bias: false },
  ...[{ kind: 'batchNorm' }, { kind: 'relu' }],
];
/** Five convolutions with batch-norm, 14.4 million multiplications. */
const deep = {
  ...learning.recipes.resnet,
  name: 'deep',
  network: [
    ...[...normed(32), ...normed(32), { kind: 'maxPool', size: 2 }],
    ...[...normed(64, 1), ...normed(64, 1), { kind: 'maxPool', size: 2 }],
    ...[...normed(96), { kind: 'flatten' }, { kind: 'dense', units: 10 }],
  ],
};

function noise(count) {
  const random = randomFrom(1);
  return {
    count,
    pixels: Uint8Array.from({ length: count * 784 }, () => 256 * random()),
    classes: Uint8Array.from({ length: count }, (_, i) => i % 10),
  };
}

async function ours(recipe, engine, count) {
  const network = networkOf(recipe, 10);
  const random = randomFrom(1);
  const parameters = parametersOf(network);
  const weights = initialWeights(parameters, recipe.initial, random);
  let name = 'Numera';
  const settings = { engine, threads, onEngine: (line) => (name = line) };
  const session = await openSession(network, weights, { labelSmoothing: recipe.labelSmoothing }, settings);
  const update = new WeightUpdate(parameters, weights, recipe.optimiser, 1e6);
  const set = noise(count);
  return {
    name,
    count,
    async learn() {
      const [wall, processor] = [performance.now(), process.cpuUsage()];
      for (const batch of batches(set, batchSize, values.augment ? recipe.augmentation : null, random)) {
        update.apply((await session.compute(batch, random)).gradients);
      }
      const { user, system } = process.cpuUsage(processor);
      return { seconds: (performance.now() - wall) / 1000, processor: (user + system) / 1e6 };
    },
    close: () => session.close(),
  };
}

/** Null where there is no Python with TensorFlow. */
async function keras(recipe) {
  const script = fileURLToPath(new URL('train_keras.py', import.meta.url));
  const env = { ...process.env, NUMERA_BENCH_THREADS: String(threads) };
  const python = spawn(values.python, [script], { stdio: ['pipe', 'pipe', 'ignore'], env });
  const ended = new Promise((resolve) => python.once('error', resolve).once('exit', resolve));
  python.stdin.on('error', () => undefined);
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const ask = async (line) => {
    python.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`${values.python} ended early`);
    return JSON.parse(value);
  };
  try {
    const version = await ask(JSON.stringify({ network: recipe.network, images, batch: batchSize }));
    return {
      name: `Keras ${version.keras} on TensorFlow ${version.tensorflow}`,
      count: images,
      learn: () => ask(images),
      close: () => (python.stdin.end(), ended),
    };
  } catch {
    return null;
  }
}

async function orNull(make) {
  try {
    return await make();
  } catch {
    return null;
  }
}

const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

for (const name of values.networks.split(',')) {
  const recipe = name === 'deep' ? deep : learning.recipeOf(name);
  const isBeside = (other) => values.beside.split(',').includes(other);
  const made = [
    await ours(recipe, 'onnx', images),
    isBeside('keras') ? await keras(recipe) : null,
    isBeside('tensorflow') ? await orNull(() => ours(recipe, 'tensorflow', FEW)) : null,
  ];
  const runners = made.filter((runner) => runner !== null);
  const rows = runners.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, runner] of runners.entries()) {
      const took = await runner.learn();
      // The first round warms up.
      if (round > 0) rows[i].push({ speed: runner.count / took.seconds, cost: (1000 * took.processor) / runner.count });
    }
  }
  await Promise.all(runners.map((runner) => runner.close()));
  console.log(`\n${name}, batch ${batchSize}, ${threads} threads${values.augment ? ', ours augmented' : ''}: middle of ${rounds} rounds`);
  const [first] = rows.map((list) => ({ speed: middle(list.map((row) => row.speed)), cost: middle(list.map((row) => row.cost)) }));
  for (const [i, runner] of runners.entries()) {
    const speed = middle(rows[i].map((row) => row.speed));
    const cost = middle(rows[i].map((row) => row.cost));
    const ratios =
      i === 0 ? '' : `  ours is ${(first.speed / speed).toFixed(2)} times as fast, ${(cost / first.cost).toFixed(2)} by processor time`;
    console.log(
      `  ${runner.name.padEnd(42)} ${speed.toFixed(0).padStart(6)} images/s  ${cost.toFixed(3)} ms of processor an image${ratios}`,
    );
  }
}

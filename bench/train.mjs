// `npm run bench -- train`: how many images a second the engine learns from, per network and thread count, dropout and Adam included.
import { availableParallelism } from 'node:os';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const { loadDataset, recipes, train } = require('../libs/learning/dist/index.js');

const { values } = parseArgs({ options: { images: { type: 'string', default: '6400' }, batch: { type: 'string', default: '128' } } });

for (const name of ['s1', 's3', 'digits']) {
  const recipe = { ...recipes[name], epochs: 2, batchSize: Number(values.batch), strokes: { count: 0, seed: 1 } };
  const dataset = await loadDataset({ kind: 'strokes' }, recipe, Number(values.images));
  for (const threads of new Set([1, Math.min(2, availableParallelism())])) {
    // The first epoch warms up; the second is timed to its last batch, without the validation after it.
    let speed = 0;
    await train(recipe, dataset, { seed: 1, threads, onBatch: ({ imagesPerSecond }) => (speed = imagesPerSecond) });
    console.log(`${name.padEnd(7)} ${threads} thread${threads > 1 ? 's' : ' '}  batch ${recipe.batchSize}  ${Math.round(speed)} images/s`);
  }
}

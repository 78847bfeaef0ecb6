// Trains the network that looks at whole lines and writes its model folder: node tools/train-lines.mjs OUT [SEED]
// with MNIST_DIR set; after `npm run build`. Learns from the first 55,000 images of MNIST's train file. One thread.
import { createHash } from 'node:crypto';
import { load, readTrainFile } from './built.mjs';

const L = load('learning');
const [out, seed = '1'] = process.argv.slice(2);
if (out === undefined) throw new Error('name the folder to make');

const LEARNED = 55_000;
const mnist = await readTrainFile();
const digest = createHash('sha256');
for (const { raster, label } of L.mnistRasters(mnist, 0, LEARNED)) digest.update(raster.data).update(label);
const images = [...L.mnistRasters(mnist, 0, LEARNED)];
const { width, batchSize, steps } = L.lineRecipe;
const began = Date.now();
let recent = 0;
const weights = await L.trainLines(images, Number(seed), (step, loss) => {
  recent += loss / 50;
  if (step % 50 > 0) return;
  console.log(`${step} of ${steps}: loss ${recent.toFixed(4)}, ${Math.round((Date.now() - began) / 1000)} s`);
  recent = 0;
});
const onnx = L.lineServingGraph(L.lineNetwork, weights, width);
const lines = 1000;
const held = [L.imagePool(L.mnistRasters(mnist, LEARNED)), L.strokePool(500, 2)];
const metrics = { seconds: Math.round((Date.now() - began) / 1000), placeAccuracy: await L.placeAccuracy(onnx, held, width, lines, 2) };
const dataset = {
  name: 'lines of mnist+strokes',
  sha256: digest.digest('hex'),
  train: steps * batchSize,
  validation: lines,
};
const card = L.lineCard({ onnx, seed: Number(seed), dataset, metrics, createdAt: new Date() });
await L.writeModelFiles(out, { onnx, card });
console.log(`${card.version}\t${out}\t${JSON.stringify(metrics)}`);

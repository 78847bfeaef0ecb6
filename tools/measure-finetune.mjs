// What learning a style costs and gives: node tools/measure-finetune.mjs [MODEL] [SEEDS] [t10k] with MNIST_DIR set; after `npm run build`.
// Two styles: MNIST's digits as a narrow hand that leans far back would write them, and our own strokes on paper that lies askew by 55 degrees.
// Each is learned from 200 digits; errors are counted on 1,000 others, what is forgotten on the last 5,000 of MNIST's train file, or on its t10k.
import { join } from 'node:path';
import { load, readTrainFile, root } from './built.mjs';

const {
  answersOf,
  countCorrect,
  drawStrokes,
  fineTune,
  loadReplay,
  mnistRasters,
  packGlyphs,
  randomFrom,
  rasterAt,
  readMnist,
  replayNegatives,
  strokesOf,
} = load('learning');
const { readModelFolder } = load('recognition');
const [folder = join(root, 'models/digits'), seeds = '5', judgedOn] = process.argv.slice(2);
const LABELS = [...'0123456789'];
const TURN = (55 * Math.PI) / 180;

/** 28x28 as seen through a map about the middle, twice as large, so that the pipeline has something to look for. */
function mapped(raster, [xx, xy, yx, yy]) {
  const side = 2 * raster.width;
  const data = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = [(x - side / 2) / 1.6, (y - side / 2) / 1.6];
      const [fromX, fromY] = [Math.round(xx * u + xy * v + raster.width / 2), Math.round(yx * u + yy * v + raster.height / 2)];
      if (fromX >= 0 && fromY >= 0 && fromX < raster.width && fromY < raster.height)
        data[y * side + x] = raster.data[fromY * raster.width + fromX];
    }
  }
  return { width: side, height: side, data };
}
const { images, labels } = await readTrainFile();
const narrow = (from, count) =>
  Array.from({ length: count }, (_, i) => ({
    raster: mapped(rasterAt(images, from + i), [2, -1.1, 0, 1]),
    label: String(labels.data[from + i]),
  }));
const askew = (seed, count) => {
  const random = randomFrom(seed);
  const [cos, sin] = [0.8 * Math.cos(TURN), 0.8 * Math.sin(TURN)];
  return Array.from({ length: count }, (_, i) => {
    const turned = strokesOf(i % 10, random).map((stroke) =>
      stroke.map(({ x, y }) => ({ x: 0.5 + (x - 0.5) * cos - (y - 0.5) * sin, y: 0.5 + (x - 0.5) * sin + (y - 0.5) * cos })),
    );
    return { raster: drawStrokes(turned, { side: 56, penWidth: 4 }), label: String(i % 10) };
  });
};
const styles = { 'narrow, leaning': [narrow(50_000, 200), narrow(55_000, 1_000)], 'askew strokes': [askew(1, 200), askew(2, 1_000)] };

const files = await readModelFolder(folder);
const replay = { ...(await loadReplay(process.env.MNIST_DIR)), negatives: replayNegatives() };
/** The digits that must not be forgotten. */
const old = judgedOn === 't10k' ? packGlyphs([...mnistRasters(await readMnist(process.env.MNIST_DIR, 't10k'))], LABELS) : replay.validation;
const errorOf = async (onnx, set) => 100 * (1 - countCorrect(await answersOf(onnx, set, LABELS.length, 2)) / set.count);
const percent = (value) => `${value.toFixed(2)} %`;

for (const [name, [learned, others]] of Object.entries(styles)) {
  const [style, judge] = [packGlyphs(learned, LABELS), packGlyphs(others, LABELS)];
  const before = { style: await errorOf(files.onnx, judge), old: await errorOf(files.onnx, old) };
  console.log(`${name}: ${percent(before.style)} of the style and ${percent(before.old)} of old digits wrong`);
  const costs = [];
  for (let seed = 1; seed <= Number(seeds); seed++) {
    const began = performance.now();
    const { model } = await fineTune(files, style, replay, { seed });
    const seconds = (performance.now() - began) / 1000;
    const after = { style: await errorOf(model.onnx, judge), old: await errorOf(model.onnx, old) };
    const { count, rejected } = model.metrics.negatives;
    costs.push(after.old - before.old);
    console.log(
      `  seed ${seed}: ${percent(after.style)} of the style, ${percent(after.old)} of old digits wrong; ${rejected} of ${count} pictures of no digit refused; ${seconds.toFixed(0)} s`,
    );
  }
  console.log(`  old digits lost, mean: ${(costs.reduce((sum, cost) => sum + cost, 0) / costs.length).toFixed(3)} points`);
}

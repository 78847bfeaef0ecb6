import { openModel, readModelFolder, recognise, type ModelFiles } from '@numera/recognition';
import { findCandidates } from '@numera/vision';
import { join } from 'node:path';
import { modelProto } from '../onnx/schema';
import { shuffle } from '../shuffle';
import { randomFrom } from '../strokes/random';
import { strokeRasters } from '../data/load-dataset';

const SHIPPED = join(__dirname, '..', '..', '..', '..', 'models', 'digits');

interface Stored {
  graph: { initializer: { dataType: number; rawData: Uint8Array }[] };
}

/** The same network with the values of each of its weight tensors in random order: as large as before, and knowing nothing. */
function randomised(onnx: Uint8Array, seed: number): Uint8Array {
  const model = modelProto.toObject(modelProto.decode(onnx)) as Stored;
  const random = randomFrom(seed);
  for (const tensor of model.graph.initializer) {
    if (tensor.dataType !== 1) continue;
    const values = new Float32Array(Uint8Array.from(tensor.rawData).buffer);
    const order = Uint32Array.from(values, (_, i) => i);
    shuffle(order, random);
    tensor.rawData = new Uint8Array(Float32Array.from(order, (i) => values[i]!).buffer);
  }
  return modelProto.encode(model).finish();
}

/** Spearman's rank correlation of two maps where either of them is not 0; equal values share their mean rank. */
function similarity(a: readonly number[], b: readonly number[]): number {
  const places = a.map((_, i) => i).filter((i) => a[i]! > 0 || b[i]! > 0);
  const [x, y] = [a, b].map((map) => ranks(places.map((i) => map[i]!))) as [number[], number[]];
  const mean = (places.length + 1) / 2;
  const moment = (left: number[], right: number[]): number => left.reduce((sum, rank, i) => sum + (rank - mean) * (right[i]! - mean), 0);
  return moment(x, y) / Math.sqrt(moment(x, x) * moment(y, y) || 1);
}

function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((p, q) => p - q);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

/** Maps of some drawn digits by a network; a network that rejects them explains them all the same. */
async function mapsOf(files: ModelFiles): Promise<number[][]> {
  const thresholds = { ...files.card.thresholds, reject: 0, rejectString: undefined };
  const model = await openModel({ ...files, card: { ...files.card, thresholds } }, { device: 'cpu' });
  const maps: number[][] = [];
  for (const { raster } of strokeRasters(12, 5)) {
    const { glyphs } = await recognise(findCandidates(raster, { layout: 'single' }), { layout: 'single', explain: true }, model);
    maps.push(glyphs[0]!.explanation!.map);
  }
  await model.close();
  return maps;
}

// J. Adebayo et al., "Sanity Checks for Saliency Maps", 2018: a map that stays the same when the weights are random shows the picture, not the network.
test('explanations are the network’s: they change when its weights are randomised, and only then', async () => {
  const files = await readModelFolder(SHIPPED);
  const maps = await mapsOf(files);
  expect(await mapsOf(files)).toEqual(maps);
  const mean = (others: number[][]): number => others.reduce((sum, map, i) => sum + similarity(maps[i]!, map), 0) / maps.length;
  // A network of random weights follows the ink too, one more than another: by chance 0.17 to 0.61, so several are asked.
  const alike: number[] = [];
  for (const seed of [1, 2, 3, 4, 5, 6]) alike.push(mean(await mapsOf({ ...files, onnx: randomised(files.onnx, seed) })));
  expect(Math.max(...alike)).toBeLessThan(0.8);
  expect(alike.reduce((sum, one) => sum + one, 0) / alike.length).toBeLessThan(0.5);
});

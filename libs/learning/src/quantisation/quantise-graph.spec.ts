import { relu } from '../layers/relu';
import { conv } from '../layers/conv';
import { dense } from '../layers/dense';
import { flatten } from '../layers/flatten';
import { maxPool } from '../layers/max-pool';
import { residual } from '../layers/residual';
import { batchNorm } from '../layers/batch-norm';
import { parametersOf, type Network } from '../network';
import { servingGraph } from '../serving-graph';
import { randomFrom } from '../strokes/random';
import { strokeRasters } from '../data/load-dataset';
import { DIGITS } from '../data/dataset';
import { packGlyphs } from '../data/glyph-set';
import { initialWeights } from '../training/initial-weights';
import { answersOf } from '../training/answers';
import { quantiseGraph } from './quantise-graph';

const glyphs = packGlyphs(strokeRasters(40, 3), DIGITS);

const plain: Network = [conv(8, 3), relu(), maxPool(2), conv(16, 3), relu(), maxPool(2), flatten(), dense(32), relu(), dense(10)];
const shortcut: Network = [
  ...[conv(8, 3, { stride: 2, bias: false }), batchNorm(), relu()],
  ...[residual([conv(8, 3, { padding: 1 }), relu(), conv(8, 3, { padding: 1 })]), relu(), flatten(), dense(10)],
];

test.each([
  ['convolutions and matrix products', plain],
  ['a shortcut and a folded batch-norm', shortcut],
])('a network of %s answers nearly the same with 8-bit numbers, in a third of the bytes', async (_, network) => {
  const onnx = servingGraph(network, initialWeights(parametersOf(network), 'heNormal', randomFrom(1)));
  const small = await quantiseGraph(onnx, glyphs);
  expect(small.length).toBeLessThan(onnx.length / 2);
  const [before, after] = [await answersOf(onnx, glyphs, 10, 1), await answersOf(small, glyphs, 10, 1)];
  const spread = Math.sqrt(before.logits.reduce((sum, value) => sum + value * value, 0) / before.logits.length);
  const error = Math.sqrt(before.logits.reduce((sum, value, i) => sum + (value - after.logits[i]!) ** 2, 0) / before.logits.length);
  expect(error).toBeGreaterThan(0);
  expect(error).toBeLessThan(0.05 * spread);
});

test('a network that has 8-bit numbers already is refused', async () => {
  const onnx = servingGraph(plain, initialWeights(parametersOf(plain), 'heNormal', randomFrom(1)));
  await expect(quantiseGraph(await quantiseGraph(onnx, glyphs), glyphs)).rejects.toThrow(/8-bit numbers already/);
});

test('bytes that are no graph are refused', async () => {
  for (const bytes of [Uint8Array.of(1, 2, 3), new Uint8Array()])
    await expect(quantiseGraph(bytes, glyphs)).rejects.toThrow(/not an ONNX model/);
});

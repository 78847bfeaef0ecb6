import { InferenceSession, Tensor } from '@numera/recognition';
import { GLYPH_SHAPE, parametersOf, placeLayers, type Network } from '../network';
import { servingGraph } from '../serving-graph';
import { between, normal, randomFrom } from '../strokes/random';
import { weightsIn } from '../weights-in';
import type { Weights } from '../weights';
import { batchNorm } from './batch-norm';
import { conv } from './conv';
import { dense } from './dense';
import { depthwiseConv } from './depthwise-conv';
import { unfoldBatchNorms } from './fold-batch-norm';
import { globalAveragePool } from './global-average-pool';
import { leakyRelu } from './leaky-relu';
import { relu } from './relu';
import { residual } from './residual';

/** `apart` puts something that changes nothing between each convolution and its batch-norm, so that nothing can be folded. */
const networkWith = (...apart: Network): Network => [
  ...[conv(4, 5, { stride: 2, padding: 1, bias: false }), ...apart, batchNorm(), relu()],
  residual(
    [conv(6, 3, { padding: 1 }), ...apart, batchNorm(), relu(), depthwiseConv(3, { padding: 1, bias: false }), ...apart, batchNorm()],
    [conv(6, 1, { bias: false }), ...apart, batchNorm()],
  ),
  ...[relu(), globalAveragePool(), dense(8), batchNorm(), dense(10)],
];

function randomWeights(network: Network): Weights {
  const random = randomFrom(5);
  const draw = (name: string): number => (name.endsWith('variance') ? between(random, 0.2, 2) : normal(random, 0, 0.4));
  return new Map(parametersOf(network).map(({ id, name, size }) => [id, Float32Array.from({ length: size }, () => draw(name))]));
}

async function logitsOf(onnx: Uint8Array): Promise<Float32Array> {
  const session = await InferenceSession.create(onnx, { logSeverityLevel: 3 });
  const random = randomFrom(9);
  const glyphs = Float32Array.from({ length: 3 * 784 }, () => random());
  const { logits } = await session.run({ glyphs: new Tensor('float32', glyphs, [3, ...GLYPH_SHAPE]) });
  await session.release();
  return logits!.data as Float32Array;
}

describe('a batch-norm behind a convolution', () => {
  const network = networkWith();
  const weights = randomWeights(network);

  test('is folded into it for serving: the same logits with fewer operations', async () => {
    const apart = networkWith(leakyRelu(0.999_999_94));
    const names = parametersOf(apart).map(({ id }) => id);
    const values = [...weights.values()];
    const folded = servingGraph(network, weights);
    const unfolded = servingGraph(apart, new Map(names.map((name, i) => [name, values[i]!])));
    const operations = (onnx: Uint8Array): number => Buffer.from(onnx).toString('latin1').split('BatchNormalization_').length;
    // Only the one behind the dense layer is left; each name stands in the file as node, output and input.
    expect(operations(folded)).toBeLessThan(operations(unfolded) / 3);
    const [found, expected] = [await logitsOf(folded), await logitsOf(unfolded)];
    found.forEach((logit, i) => expect(logit).toBeCloseTo(expected[i]!, 4));
  });

  test('comes out again, for training on from a served model', async () => {
    const onnx = servingGraph(network, weights);
    const unfolded = unfoldBatchNorms(placeLayers(network), weightsIn(onnx));
    for (const [id, values] of weights) {
      expect(unfolded.get(id)).toHaveLength(values.length);
      unfolded.get(id)!.forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 4));
    }
    const again = await logitsOf(servingGraph(network, unfolded));
    (await logitsOf(onnx)).forEach((logit, i) => expect(again[i]).toBeCloseTo(logit, 4));
  });
});

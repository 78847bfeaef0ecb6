import { InferenceSession, Tensor } from '@numera/recognition';
import * as tf from '@tensorflow/tfjs';
import { lastChannels, throughLayers } from './engines/tensorflow-layers';
import { averagePool } from './layers/average-pool';
import { batchNorm } from './layers/batch-norm';
import { conv } from './layers/conv';
import { dense } from './layers/dense';
import { depthwiseConv } from './layers/depthwise-conv';
import { dropout } from './layers/dropout';
import { flatten } from './layers/flatten';
import { globalAveragePool } from './layers/global-average-pool';
import { sizeOf, type Shape } from './layers/layer';
import { leakyRelu } from './layers/leaky-relu';
import { maxPool } from './layers/max-pool';
import { isLearned } from './layers/placed';
import { relu } from './layers/relu';
import { residual } from './layers/residual';
import { silu } from './layers/silu';
import { countOutputs, placeLayers, type Network } from './network';
import { channelBlock } from './onnx/channel-blocks';
import { normal, randomFrom } from './strokes/random';
import { trainingGraph } from './training-graph';

/** One network with values for everything that goes in. */
interface Problem {
  readonly network: Network;
  readonly input: Shape;
  readonly count: number;
  readonly labels: number;
  readonly tensors: Map<string, { shape: number[]; values: Float32Array }>;
}

function problemOf(network: Network, input: Shape, count = 3, seed = 7): Problem {
  const random = randomFrom(seed);
  const labels = countOutputs(network, input);
  const tensors: Problem['tensors'] = new Map();
  const put = (name: string, shape: number[], draw: (i: number) => number) =>
    tensors.set(name, { shape, values: Float32Array.from({ length: sizeOf(shape) }, (_, i) => draw(i)) });
  put('glyphs', [count, ...input], () => normal(random, 0, 1));
  const right = Array.from({ length: count }, () => Math.floor(random() * labels));
  put('targets', [count, labels], (i) => (right[Math.floor(i / labels)] === i % labels ? 1 : 0));
  for (const { masks, parameters } of placeLayers(network, input)) {
    for (const { id, shape, fanIn, start = 0 } of parameters.filter(isLearned))
      put(id, [...shape], () => normal(random, start, 1 / Math.sqrt(Math.max(4, fanIn))));
    for (const { id, shape, rate } of masks) put(id, [count, ...shape], () => (random() < rate ? 0 : 1 / (1 - rate)));
  }
  return { network, input, count, labels, tensors };
}

const learned = ({ network, input }: Problem): string[] =>
  placeLayers(network, input).flatMap(({ parameters }) => parameters.filter(isLearned).map(({ id }) => id));

async function onnxRunner({ network, input, tensors }: Problem, hasBlocks: boolean) {
  const block = hasBlocks ? await channelBlock() : 0;
  const session = await InferenceSession.create(trainingGraph(network, block, input, true), { intraOpNumThreads: 1, logSeverityLevel: 3 });
  return {
    run: async () => {
      const feeds = Object.fromEntries([...tensors].map(([name, { shape, values }]) => [name, new Tensor('float32', values, shape)]));
      const outputs = await session.run(feeds);
      return (name: string): Float32Array => outputs[name]?.data as Float32Array;
    },
    close: () => session.release(),
  };
}

/** Loss and gradients by TensorFlow.js's own differentiation. */
function tensorflowGradients(problem: Problem): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  tf.tidy(() => {
    const names = ['glyphs', ...learned(problem)];
    const all = [...problem.tensors].map(([name, { shape, values }]) => [name, tf.tensor(values, shape)] as const);
    const fixed = new Map<string, tf.Tensor>(all);
    const lossOf = (...values: tf.Tensor[]): tf.Scalar => {
      const tensors = new Map([...fixed, ...names.map((name, i) => [name, values[i]!] as const)]);
      const placed = placeLayers(problem.network, problem.input);
      const logits = throughLayers(placed, lastChannels(tensors.get('glyphs')!, tf), { tf, tensors });
      return tf.losses.softmaxCrossEntropy(tensors.get('targets')!, logits);
    };
    const { value, grads } = tf.valueAndGrads(lossOf)(names.map((name) => fixed.get(name)!));
    found.set('loss', value.dataSync<'float32'>());
    names.forEach((name, i) => found.set(`grad:${name}`, grads[i]!.dataSync<'float32'>()));
  });
  return found;
}

/**
 * Largest difference between two lists, as a share of the larger list's largest value; a list that is zero but for rounding (a bias before a
 * batch-norm) counts as if it had a hundredth.
 */
function distance(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  const scale = [...a, ...b].reduce((most, value) => Math.max(most, Math.abs(value)), 1e-2);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0) / scale;
}

// Float32 sums of some thousand terms in two orders agree to about 1e-5 of the largest value; a wrong formula is off by 1e-1.
const TOLERANCE = 1e-4;

const cases: Record<string, [Network, Shape]> = {
  dense: [[dense(4)], [5]],
  'two dense layers': [[dense(6), dense(3)], [5]],
  flatten: [
    [flatten(), dense(3)],
    [2, 3, 4],
  ],
  relu: [[dense(8), relu(), dense(3)], [5]],
  'relu on the input': [[relu(), dense(3)], [7]],
  dropout: [[dense(12), dropout(0.5), dense(3)], [5]],
  'dropout of a picture': [
    [conv(3, 3), dropout(0.25), flatten(), dense(3)],
    [1, 6, 6],
  ],
  'conv with one channel': [
    [conv(3, 3), flatten(), dense(3)],
    [1, 6, 6],
  ],
  'conv with several channels, not square': [
    [conv(4, 3), flatten(), dense(3)],
    [3, 5, 8],
  ],
  'conv with a 5x5 kernel': [
    [conv(2, 5), flatten(), dense(3)],
    [2, 7, 6],
  ],
  'conv with a 1x1 kernel': [
    [conv(2, 1), flatten(), dense(3)],
    [3, 3, 4],
  ],
  'conv after conv': [
    [conv(3, 3), conv(2, 2), flatten(), dense(3)],
    [2, 7, 7],
  ],
  'max-pool': [
    [maxPool(2), flatten(), dense(3)],
    [2, 6, 4],
  ],
  'max-pool with a row and a column left out': [
    [maxPool(2), flatten(), dense(3)],
    [2, 7, 5],
  ],
  'max-pool of 3x3': [
    [maxPool(3), flatten(), dense(3)],
    [1, 9, 7],
  ],
  'relu before max-pool': [
    [conv(3, 3), relu(), maxPool(2), flatten(), dense(3)],
    [1, 8, 9],
  ],
  'a pool before anything is learned, then conv and pool': [
    [maxPool(2), conv(3, 2), maxPool(2), flatten(), dense(3)],
    [2, 12, 11],
  ],
  'conv and max-pool, then another conv and pool, with rows and columns that nothing looks at': [
    [conv(20, 3), relu(), maxPool(2), conv(4, 2), maxPool(2), flatten(), dense(3)],
    [1, 13, 14],
  ],
  'batch-norm between conv and max-pool': [
    [conv(4, 3), batchNorm(), maxPool(2), conv(3, 3, { padding: 1 }), flatten(), dense(3)],
    [1, 9, 8],
  ],
  'batch-norm of a picture': [
    [conv(3, 3), batchNorm(), relu(), flatten(), dense(3)],
    [2, 6, 5],
  ],
  'batch-norm of values': [[batchNorm(), dense(6), relu(), dense(3)], [5]],
  'batch-norm first': [
    [batchNorm(), flatten(), dense(3)],
    [2, 4, 3],
  ],
  'conv without a bias': [
    [conv(3, 3, { bias: false }), batchNorm(), flatten(), dense(3)],
    [2, 5, 6],
  ],
  'conv with padding': [
    [conv(3, 3, { padding: 1 }), conv(2, 5, { padding: 2 }), flatten(), dense(3)],
    [2, 5, 6],
  ],
  'conv with a stride': [
    [conv(3, 3), conv(4, 3, { stride: 2 }), flatten(), dense(3)],
    [1, 9, 10],
  ],
  'conv with stride and padding, not all of the picture reached': [
    [conv(3, 3, { padding: 1 }), conv(4, 3, { stride: 2, padding: 1 }), conv(3, 3, { stride: 3, padding: 1 }), flatten(), dense(3)],
    [2, 9, 10],
  ],
  'conv of 1x1 with a stride': [
    [conv(3, 1), conv(4, 1, { stride: 2 }), flatten(), dense(3)],
    [2, 5, 6],
  ],
  'average pool': [
    [averagePool(2), flatten(), dense(3)],
    [2, 6, 4],
  ],
  'average pool with rows and columns left out': [
    [conv(2, 3), averagePool(3), flatten(), dense(3)],
    [1, 10, 9],
  ],
  'global average pool': [
    [conv(4, 3), globalAveragePool(), dense(3)],
    [2, 5, 7],
  ],
  'leaky ReLU': [[dense(8), leakyRelu(0.2), dense(3)], [5]],
  SiLU: [[dense(8), silu(), dense(3)], [5]],
  'residual with the input as its shortcut': [
    [conv(3, 3), residual([conv(3, 3, { padding: 1 }), relu()]), flatten(), dense(3)],
    [2, 6, 5],
  ],
  'residual with a convolution as its shortcut, batch-norm and dropout': [
    [
      conv(3, 3, { bias: false }),
      residual(
        [conv(4, 3, { stride: 2, padding: 1, bias: false }), batchNorm(), silu(), dropout(0.2), conv(4, 3, { padding: 1 })],
        [conv(4, 1, { stride: 2 })],
      ),
      ...[globalAveragePool(), dense(3)],
    ],
    [2, 8, 7],
  ],
  'residual first': [[residual([dense(5)]), dense(3)], [5]],
  'depthwise conv': [
    [conv(3, 3), depthwiseConv(3), conv(4, 1), flatten(), dense(3)],
    [2, 7, 8],
  ],
  'depthwise conv with stride and padding, without a bias': [
    [conv(3, 3), depthwiseConv(3, { stride: 2, padding: 1, bias: false }), batchNorm(), flatten(), dense(3)],
    [2, 7, 8],
  ],
  'all kinds in one network': [
    [conv(4, 3), relu(), maxPool(2), conv(6, 3), relu(), maxPool(2), flatten(), dropout(0.25), dense(8), relu(), dropout(0.5), dense(3)],
    [1, 15, 14],
  ],
};

describe.each([
  ['in blocks of channels', true],
  ['by operators of ONNX alone', false],
])('gradients of the training graph, pictures %s', (_layout, hasBlocks) => {
  test.each(Object.entries(cases))('%s: equal to those of TensorFlow.js', async (_, [network, input]) => {
    const problem = problemOf(network, input);
    const runner = await onnxRunner(problem, hasBlocks);
    const ours = await runner.run();
    await runner.close();
    for (const [name, theirs] of tensorflowGradients(problem)) {
      expect({ name, isEqual: distance(ours(name), theirs) < TOLERANCE }).toEqual({ name, isEqual: true });
    }
  });

  test.each(Object.entries(cases))('%s: equal to finite differences', async (_, [network, input]) => {
    const problem = problemOf(network, input, 2, 11);
    const runner = await onnxRunner(problem, hasBlocks);
    const analytic = await runner.run();
    const random = randomFrom(3);
    // A step that a float32 loss still resolves. A ReLU or a maximum may turn within it, so a quarter of the places may be off; a wrong formula is off nearly everywhere.
    const step = 2e-4;
    for (const name of ['glyphs', ...learned(problem)]) {
      const { values } = problem.tensors.get(name)!;
      const gradient = analytic(`grad:${name}`);
      const scale = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0.01);
      let [off, places] = [0, 0];
      for (; places < Math.min(12, values.length); places++) {
        const at = Math.floor(random() * values.length);
        const held = values[at]!;
        values[at] = held + step;
        const above = (await runner.run())('loss')[0]!;
        values[at] = held - step;
        const below = (await runner.run())('loss')[0]!;
        values[at] = held;
        if (Math.abs((above - below) / (2 * step) - gradient[at]!) > 0.03 * scale + 1e-3) off++;
      }
      expect({ name, isEqual: off <= places / 4 }).toEqual({ name, isEqual: true });
    }
    await runner.close();
  });

  test('a tied maximum hands on its gradient once: to one place, or in equal parts', async () => {
    const problem = problemOf([conv(2, 1), maxPool(2), flatten(), dense(2)], [1, 4, 4], 1);
    problem.tensors.get('glyphs')!.values.fill(0.5);
    const runner = await onnxRunner(problem, hasBlocks);
    const found = await runner.run();
    await runner.close();
    // Each window of the picture is one tie; TensorFlow.js gives the first of equals everything, which sums up to the same.
    const windows = (values: Float32Array): number[] =>
      [0, 2, 8, 10].map((at) => [0, 1, 4, 5].reduce((sum, i) => sum + values[at + i]!, 0));
    const expected = tensorflowGradients(problem);
    windows(found('grad:glyphs')).forEach((sum, i) => expect(sum).toBeCloseTo(windows(expected.get('grad:glyphs')!)[i]!, 5));
    expect(distance(found('grad:0.conv.weight'), expected.get('grad:0.conv.weight')!)).toBeLessThan(TOLERANCE);
  });
});

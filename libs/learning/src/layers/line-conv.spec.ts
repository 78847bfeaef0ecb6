import { InferenceSession, Tensor } from '@numera/recognition';
import { Graph } from '../onnx/graph';
import { normal, randomFrom } from '../strokes/random';
import { parseLayer } from './catalogue';
import { sizeOf } from './layer';
import { lineConv, type LineConvOptions } from './line-conv';
import { trainLayers } from './sequence';
import { Pictures } from './pictures';
import { placeLayers } from './placed';

const INPUT = [2, 6, 9];
const COUNT = 2;

/** A graph of one layer whose loss is Σ output · direction, with its gradients. */
async function problemOf(options: LineConvOptions, hasBias: boolean) {
  const layer = lineConv(3, options, hasBias);
  const placed = placeLayers([layer], INPUT);
  const { outputShape, parameters } = placed[0]!;
  const graph = new Graph('one');
  const input = graph.input('x', ['n', ...INPUT]);
  const direction = graph.input('direction', ['n', ...outputShape]);
  for (const { id, shape } of parameters) graph.input(id, shape);
  const step = trainLayers(new Pictures(graph, 0), placed, input);
  graph.output('loss', graph.op('ReduceSum', [graph.op('Mul', [step.output, direction])], { keepdims: 0 }), []);
  const gradients = step.backward(direction, true);
  graph.output('grad:x', gradients.input!, ['n', ...INPUT]);
  for (const { id, shape } of parameters) graph.output(`grad:${id}`, gradients.parameters![id]!, shape);
  const random = randomFrom(3);
  const drawn = (shape: readonly number[]) => ({ shape, values: Float32Array.from({ length: sizeOf(shape) }, () => normal(random, 0, 1)) });
  const tensors = new Map([
    ['x', drawn([COUNT, ...INPUT])],
    ['direction', drawn([COUNT, ...outputShape])],
    ...parameters.map(({ id, shape }) => [id, drawn(shape)] as const),
  ]);
  const session = await InferenceSession.create(graph.encode(), { intraOpNumThreads: 1 });
  const run = async (name: string): Promise<Float32Array> => {
    const feeds = Object.fromEntries([...tensors].map(([key, { shape, values }]) => [key, new Tensor('float32', values, shape)]));
    return (await session.run(feeds))[name]!.data as Float32Array;
  };
  return { tensors, run, close: () => session.release(), outputShape };
}

describe.each<[string, LineConvOptions, boolean]>([
  ['3x3 with padding', { height: 3, width: 3, paddingDown: 1, paddingAcross: 1 }, false],
  ['two steps down, one across', { height: 3, width: 3, strideDown: 2, paddingDown: 1, paddingAcross: 1 }, false],
  ['two steps each way, with a bias', { height: 5, width: 3, strideDown: 2, strideAcross: 2, paddingDown: 2 }, true],
  ['all of the height', { height: 6, width: 3, paddingAcross: 1 }, false],
])('lineConv of %s', (_, options, hasBias) => {
  it('has the gradients that finite differences give', async () => {
    const { tensors, run, close } = await problemOf(options, hasBias);
    for (const [name, { values }] of tensors) {
      if (name === 'direction') continue;
      const gradient = Float32Array.from(await run(`grad:${name}`));
      for (const at of [0, Math.floor(values.length / 2), values.length - 1]) {
        const [kept, step] = [values[at]!, 0.25];
        values[at] = kept + step;
        const above = (await run('loss'))[0]!;
        values[at] = kept - step;
        const below = (await run('loss'))[0]!;
        values[at] = kept;
        expect(gradient[at]).toBeCloseTo((above - below) / (2 * step), 3);
      }
    }
    await close();
  });
});

it('a line convolution comes back from what a recipe stores', () => {
  const layer = lineConv(4, { height: 3, width: 5, strideDown: 2, paddingAcross: 2 });
  expect(parseLayer(layer.spec).spec).toEqual(layer.spec);
  expect(parseLayer(layer.spec).outputShape([1, 32, 40])).toEqual([4, 15, 40]);
});

it('a line convolution refuses kernels that do not fit, and padding that no kernel reaches over', () => {
  expect(() => lineConv(4, { height: 4, width: 3 }).outputShape([1, 3, 40])).toThrow(RangeError);
  expect(() => lineConv(4, { height: 3, width: 3, paddingAcross: 3 })).toThrow(RangeError);
});

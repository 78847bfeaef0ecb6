import { InferenceSession, Tensor } from '@numera/recognition';
import { dense } from './layers/dense';
import { dropout } from './layers/dropout';
import { flatten } from './layers/flatten';
import { relu } from './layers/relu';
import { parametersOf } from './network';
import { s1 } from './networks';
import { servingGraph } from './serving-graph';
import { randomFrom } from './strokes/random';
import { initialWeights } from './training/initial-weights';
import { weightsIn } from './weights-in';

const floats = (tensor: { data: unknown } | undefined): number[] => [...(tensor!.data as Float32Array)];

describe('the serving graph', () => {
  test('computes what its layers say, without dropout', async () => {
    const network = [flatten(), dropout(0.5), dense(2), relu()];
    const weights = new Map([
      ['2.dense.weight', Float32Array.of(1, -1, 2, 0, 0, 3)],
      ['2.dense.bias', Float32Array.of(0.5, -4)],
    ]);
    const session = await InferenceSession.create(servingGraph(network, weights, [1, 1, 3]));
    const output = await session.run({ glyphs: new Tensor('float32', Float32Array.of(1, 2, 3, -1, 0, 0), [2, 1, 1, 3]) });
    await session.release();
    expect(output['logits']!.dims).toEqual([2, 2]);
    expect(floats(output['logits'])).toEqual([5.5, 4, 0, 0]);
  });
  test('takes any number of glyphs', async () => {
    const session = await InferenceSession.create(servingGraph(s1, initialWeights(parametersOf(s1), 'heNormal', randomFrom(1))));
    for (const count of [1, 7]) {
      const { logits } = await session.run({ glyphs: new Tensor('float32', new Float32Array(count * 784), [count, 1, 28, 28]) });
      expect(logits!.dims).toEqual([count, 10]);
    }
    await session.release();
  });
  test('gives its weights back to whoever wants to train on', () => {
    const weights = initialWeights(parametersOf(s1), 'glorotUniform', randomFrom(2));
    const found = weightsIn(servingGraph(s1, weights));
    for (const [id, values] of weights) expect([...found.get(id)!]).toEqual([...values]);
  });
  test('is refused when a weight is missing or has another size', () => {
    const network = [flatten(), dense(2)];
    expect(() => servingGraph(network, new Map())).toThrow('no weights for 1.dense.weight');
    expect(() => servingGraph(network, new Map([['1.dense.weight', new Float32Array(3)]]))).toThrow(
      '1.dense.weight needs 1568 values, got 3',
    );
  });
});

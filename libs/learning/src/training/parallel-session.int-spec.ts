import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { dense } from '../layers/dense';
import { flatten } from '../layers/flatten';
import { conv } from '../layers/conv';
import { maxPool } from '../layers/max-pool';
import { batchNorm } from '../layers/batch-norm';
import { parametersOf } from '../network';
import { randomFrom } from '../strokes/random';
import { openGradientSession } from './gradient-session';
import { initialWeights } from './initial-weights';
import type * as Parallel from './parallel-session';

// A thread runs compiled code, so this takes the built library, as the trainer does.
const built = join(__dirname, '../../dist/training/parallel-session.js');
const { openParallelSession } = createRequire(__filename)(built) as typeof Parallel;

describe('a batch shared out among threads', () => {
  const network = [conv(4, 5), maxPool(4), flatten(), dense(10)];

  test('gives the loss and the gradients of the whole batch, before and after the weights change', async () => {
    expect(existsSync(built)).toBe(true);
    const weights = initialWeights(parametersOf(network), 'heNormal', randomFrom(1));
    const [whole, shared] = [await openGradientSession(network, weights, 1), await openParallelSession(network, weights, 3)];
    const random = randomFrom(2);
    for (const count of [10, 2]) {
      const pixels = Uint8Array.from({ length: count * 784 }, () => 256 * random());
      const batch = { count, pixels, classes: Uint8Array.from({ length: count }, (_, i) => i), augmentation: null };
      const [expected, found] = [await whole.compute(batch, random), await shared.compute(batch, random)];
      expect(found.loss).toBeCloseTo(expected.loss, 5);
      for (const [id, values] of expected.gradients) {
        found.gradients.get(id)!.forEach((value, i) => expect(Math.abs(value - values[i]!)).toBeLessThan(1e-5));
      }
      for (const values of weights.values()) values.forEach((value, i) => (values[i] = value * 0.9 + 0.01));
    }
    await Promise.all([whole.close(), shared.close()]);
  });

  test('gives the mean of the parts where a layer looks at its batch, and smooths every target', async () => {
    const normed = [conv(4, 5, { bias: false }), batchNorm(), maxPool(4), flatten(), dense(10)];
    const weights = initialWeights(parametersOf(normed), 'heNormal', randomFrom(1));
    const [part, shared] = [
      await openGradientSession(normed, weights, 1, { labelSmoothing: 0.1 }),
      await openParallelSession(normed, weights, 2, { labelSmoothing: 0.1 }),
    ];
    const random = randomFrom(2);
    const pixels = Uint8Array.from({ length: 3 * 784 }, () => 256 * random());
    const half = { count: 3, pixels, classes: Uint8Array.of(3, 4, 5), augmentation: null };
    // The same half twice: each thread normalises its own.
    const twice = { ...half, count: 6, pixels: Uint8Array.of(...pixels, ...pixels), classes: Uint8Array.of(3, 4, 5, 3, 4, 5) };
    const [expected, found] = [await part.compute(half, random), await shared.compute(twice, random)];
    expect(found.loss).toBeCloseTo(expected.loss, 5);
    expect([...found.gradients.keys()]).toEqual(expect.arrayContaining(['1.batchNorm.mean', '1.batchNorm.variance']));
    for (const [id, values] of expected.gradients) {
      found.gradients.get(id)!.forEach((value, i) => expect(Math.abs(value - values[i]!)).toBeLessThan(1e-5));
    }
    await Promise.all([part.close(), shared.close()]);
  });

  const weights = initialWeights(parametersOf(network), 'heNormal', randomFrom(1));

  test('does not open for a teacher that is no model', async () => {
    const teaching = { teachers: [Uint8Array.of(1, 2, 3)], taughtShare: 0.5 };
    await expect(openParallelSession(network, weights, 3, teaching)).rejects.toThrow(/protobuf|model/i);
  });
  test('gives a thread’s failure, also to whoever asks again, and can be closed', async () => {
    const session = await openParallelSession(network, weights, 2);
    // Pixels for the first half alone.
    const half = { count: 4, pixels: new Uint8Array(2 * 784), classes: Uint8Array.of(1, 2, 3, 4), augmentation: null };
    for (let i = 0; i < 2; i++) await expect(session.compute(half, randomFrom(1))).rejects.toThrow('does not match data length');
    await session.close();
  });
});

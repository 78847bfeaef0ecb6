import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as plain from '@tensorflow/tfjs';
import { batchNorm } from '../layers/batch-norm';
import { conv } from '../layers/conv';
import { dense } from '../layers/dense';
import { dropout } from '../layers/dropout';
import { flatten } from '../layers/flatten';
import type { Layer } from '../layers/layer';
import { maxPool } from '../layers/max-pool';
import { relu } from '../layers/relu';
import { residual } from '../layers/residual';
import { parametersOf, type Network } from '../network';
import { randomFrom } from '../strokes/random';
import { openGradientSession } from '../training/gradient-session';
import { initialWeights } from '../training/initial-weights';
import { EngineError, loadTensorflow } from './load-tensorflow';
import type { TensorflowState } from './tensorflow';
import { UnknownLayerError, type Tf } from './tensorflow-layers';
import { openTensorflowSession } from './tensorflow-session';

const network: Network = [
  ...[conv(3, 5, { stride: 3, bias: false }), batchNorm(), relu(), maxPool(2), dropout(0.25)],
  ...[residual([conv(3, 3, { padding: 1 }), relu()]), flatten(), dense(8), relu(), dropout(0.5), dense(10)],
];
const random = randomFrom(2);
const batch = {
  count: 4,
  pixels: Uint8Array.from({ length: 4 * 784 }, () => 256 * random()),
  augmentation: null,
  classes: Uint8Array.of(3, 1, 9, 3),
};

/** Loss, logits, gradients and running statistics of both engines for the same chance. */
async function expectAgreement(tf: Tf): Promise<void> {
  const weights = initialWeights(parametersOf(network), 'heNormal', randomFrom(1));
  const before = tf.memory().numTensors;
  const ours = await openGradientSession(network, weights, 1, { labelSmoothing: 0.1 });
  const theirs = await openTensorflowSession(tf, network, weights, { labelSmoothing: 0.1 });
  const [one, other] = [await ours.compute(batch, randomFrom(7)), await theirs.compute(batch, randomFrom(7))];
  await Promise.all([ours.close(), theirs.close()]);
  expect(other.loss / one.loss).toBeCloseTo(1, 5);
  expect([...other.gradients.keys()]).toEqual([...one.gradients.keys()]);
  for (const [id, values] of [['logits', one.logits] as const, ...one.gradients]) {
    const same = id === 'logits' ? other.logits : other.gradients.get(id)!;
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-2);
    const off = values.reduce((most, value, i) => Math.max(most, Math.abs(value - same[i]!)), 0) / scale;
    expect({ id, length: same.length, isEqual: off < 1e-4 }).toEqual({ id, length: values.length, isEqual: true });
  }
  expect(tf.memory().numTensors).toBe(before);
}

const absent = (name: TensorflowState['name']): TensorflowState => ({
  name,
  isUsable: false,
  reason: 'not installed',
  remedy: `install ${name}`,
});

describe('the engine tensorflow', () => {
  test('agrees with ONNX Runtime in plain JavaScript, and keeps no memory', () => expectAgreement(plain));

  test('says which layer it does not know', async () => {
    const odd: Layer = { ...relu(), spec: { kind: 'fourier' } };
    const session = await openTensorflowSession(
      plain,
      [flatten(), odd, dense(10)],
      new Map([
        ['2.dense.weight', new Float32Array(7840)],
        ['2.dense.bias', new Float32Array(10)],
      ]),
    );
    await expect(session.compute(batch, random)).rejects.toThrow(UnknownLayerError);
    await expect(session.compute(batch, random)).rejects.toThrow('has no layer fourier');
  });

  test('takes plain JavaScript where there is no native library, and says what would bring it', async () => {
    const states: TensorflowState[] = [{ name: '@tensorflow/tfjs', isUsable: true, version: '4.22.0' }, absent('@tensorflow/tfjs-node')];
    const { line } = await loadTensorflow(states, () => Promise.reject(new Error('no kernel')));
    expect(line).toMatch(/plain JavaScript.*slower.*not installed; install @tensorflow\/tfjs-node/);
  });

  test('that is not installed at all is an error that says how', async () => {
    const loading = loadTensorflow([absent('@tensorflow/tfjs'), absent('@tensorflow/tfjs-node')], () => Promise.resolve());
    await expect(loading).rejects.toThrow(EngineError);
    await expect(loading).rejects.toThrow('install @tensorflow/tfjs-node');
  });

  (hasNative() ? test : test.skip)('agrees with ONNX Runtime on its native library, where tools/tfjs-node.mjs has put it', async () => {
    const { tf, line } = await loadTensorflow([{ name: '@tensorflow/tfjs-node', isUsable: true, version: '4.22.0' }], () =>
      Promise.resolve(),
    );
    expect(line).toBe('TensorFlow.js 4.22.0 on tfjs-node');
    await expectAgreement(tf);
  });
});

/** Whether the binding has been built; a package without it would fail the test with its own reason. */
function hasNative(): boolean {
  try {
    const { resolve } = createRequire(__filename);
    return existsSync(join(dirname(resolve('@tensorflow/tfjs-node/package.json')), 'lib', 'napi-v8', 'tfjs_binding.node'));
  } catch {
    return false;
  }
}

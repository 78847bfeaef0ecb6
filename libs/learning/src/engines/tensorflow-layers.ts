import type * as Tensorflow from '@tensorflow/tfjs';
import { BATCH_NORM_EPSILON } from '../layers/batch-norm';
import type { PlacedLayer } from '../network';

/** Any form of TensorFlow.js: they share one interface. */
export type Tf = typeof Tensorflow;
type Tensor = Tensorflow.Tensor;

/** A recipe names a layer that TensorFlow.js was not taught. */
export class UnknownLayerError extends Error {}

/** What the layers of one pass see and leave. */
export interface Pass {
  readonly tf: Tf;
  /** Parameters and masks by id, shaped as our engine has them: pictures [n, channels, height, width], kernels [filters, channels, size, size]. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Takes this batch's own value of a running statistic. */
  readonly onStatistic?: (id: string, value: Tensor) => void;
}

const TO_LAST = [0, 2, 3, 1];
const TO_FIRST = [0, 3, 1, 2];

/** [n, channels, height, width] → [n, height, width, channels], the only order in which TensorFlow convolves on a CPU; other ranks stay. */
export const lastChannels = (x: Tensor, tf: Tf): Tensor => (x.rank === 4 ? tf.transpose(x, TO_LAST) : x);

/** Sends a batch through placed layers; pictures are [n, height, width, channels] on both sides. Throws UnknownLayerError. */
export function throughLayers(layers: readonly PlacedLayer[], x: Tensor, pass: Pass): Tensor {
  return layers.reduce((value, placed) => throughLayer(placed, value, pass), x);
}

function throughLayer({ layer: { spec }, id, branches }: PlacedLayer, x: Tensor, pass: Pass): Tensor {
  const { tf } = pass;
  const of = (name: string): Tensor => {
    const tensor = pass.tensors.get(`${id}.${name}`);
    if (tensor === undefined) throw new RangeError(`no values for ${id}.${name}`);
    return tensor;
  };
  const size = Number(spec['size']);
  const stride = Number(spec['stride'] ?? 1);
  const withBias = (t: Tensor): Tensor => (spec['bias'] === false ? t : tf.add(t, of('bias')));
  const picture = (): Tensorflow.Tensor4D => padded(x, Number(spec['padding'] ?? 0), tf) as Tensorflow.Tensor4D;
  switch (spec.kind) {
    case 'conv':
      return withBias(tf.conv2d(picture(), tf.transpose(of('weight'), [2, 3, 1, 0]) as Tensorflow.Tensor4D, stride, 'valid'));
    case 'depthwiseConv':
      return withBias(tf.depthwiseConv2d(picture(), tf.transpose(of('weight'), [2, 3, 0, 1]) as Tensorflow.Tensor4D, stride, 'valid'));
    case 'batchNorm': {
      // The definition, in plain operations: TensorFlow.js differentiates through the batch's own mean and variance.
      const { mean, variance } = tf.moments(x, x.rank === 4 ? [0, 1, 2] : [0]);
      pass.onStatistic?.(`${id}.mean`, mean);
      pass.onStatistic?.(`${id}.variance`, variance);
      const unit = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, BATCH_NORM_EPSILON)));
      return tf.add(tf.mul(unit, of('weight')), of('bias'));
    }
    case 'averagePool':
      return tf.avgPool(x as Tensorflow.Tensor4D, size, size, 'valid');
    case 'maxPool':
      return tf.maxPool(x as Tensorflow.Tensor4D, size, size, 'valid');
    case 'globalAveragePool':
      return tf.mean(x, [1, 2]);
    case 'relu':
      return tf.relu(x);
    case 'leakyRelu':
      return tf.leakyRelu(x, Number(spec['slope']));
    case 'silu':
      return tf.mul(x, tf.sigmoid(x));
    case 'residual':
      return tf.addN(branches.map((branch) => throughLayers(branch, x, pass)));
    case 'dense':
      return tf.add(tf.matMul(x as Tensorflow.Tensor2D, of('weight') as Tensorflow.Tensor2D), of('bias'));
    case 'flatten':
      return tf.reshape(x.rank === 4 ? tf.transpose(x, TO_FIRST) : x, [x.shape[0] ?? 0, -1]);
    case 'dropout':
      return tf.mul(x, lastChannels(of('mask'), tf));
    default:
      throw new UnknownLayerError(`the engine tensorflow has no layer ${spec.kind}; train with the engine onnx`);
  }
}

/** Zeros around a picture. Explicit, because TensorFlow's native convolution knows only `same` and `valid`. */
function padded(x: Tensor, padding: number, tf: Tf): Tensor {
  const side: [number, number] = [padding, padding];
  return padding === 0 ? x : tf.pad(x, [[0, 0], side, side, [0, 0]]);
}

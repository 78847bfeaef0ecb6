import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { isLearned } from '../layers/placed';
import { GLYPH_SHAPE, countOutputs, parametersOf, placeLayers, type Network } from '../network';
import { drawGlyphs } from '../training/batches';
import { dropMask, type GradientSession } from '../training/gradient-session';
import { openTargets, type Teaching } from '../training/targets';
import { weightsOf, type Weights } from '../weights';
import { lastChannels, throughLayers, type Tf } from './tensorflow-layers';

/**
 * A gradient session on TensorFlow.js: the same network, targets and dropout masks as ONNX Runtime's, differentiated by TensorFlow.js itself.
 * Throws UnknownLayerError at once for a network that it cannot compute.
 */
export async function openTensorflowSession(tf: Tf, network: Network, weights: Weights, teaching: Teaching = {}): Promise<GradientSession> {
  const placed = placeLayers(network);
  const parameters = parametersOf(network);
  const learned = parameters.filter(isLearned);
  const labels = countOutputs(network);
  const teacher = await openTargets(labels, teaching);
  const masks = placed.flatMap((layer) => layer.masks);
  const floats = (tensor: Tensor): Float32Array => Float32Array.from(tensor.dataSync());

  return {
    async compute(batch, random) {
      const { count, classes } = batch;
      const glyphs = drawGlyphs(batch, random);
      const right = await teacher.of(glyphs, classes);
      // Everything made from here on is thrown away at the end of the scope.
      tf.engine().startScope();
      try {
        const input = lastChannels(tf.tensor(glyphs, [count, ...GLYPH_SHAPE]), tf);
        const targets = tf.tensor2d(right, [count, labels]);
        const chance = masks.map(({ id, shape, size, rate }) => {
          return [id, tf.tensor(dropMask(count * size, rate, random), [count, ...shape])] as const;
        });
        const left = new Map<string, Float32Array>();
        const lossOf = (...values: Tensor[]): Scalar => {
          const tensors = new Map([...chance, ...learned.map(({ id }, i) => [id, values[i]!] as const)]);
          // Read here, because differentiating throws away what is neither loss nor gradient.
          const logits = throughLayers(placed, input, { tf, tensors, onStatistic: (id, value) => left.set(id, floats(value)) });
          left.set('logits', floats(logits));
          return tf.losses.softmaxCrossEntropy(targets, logits);
        };
        const values = learned.map((parameter) => tf.tensor(weightsOf(weights, parameter), [...parameter.shape]));
        const { value, grads } = tf.valueAndGrads(lossOf)(values);
        learned.forEach(({ id }, i) => left.set(id, floats(grads[i]!)));
        return {
          loss: value.dataSync()[0] ?? NaN,
          logits: left.get('logits')!,
          gradients: new Map(parameters.map(({ id }) => [id, left.get(id)!])),
        };
      } finally {
        tf.engine().endScope();
      }
    },
    close: () => teacher.close(),
  };
}

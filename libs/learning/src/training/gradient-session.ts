import { InferenceSession, Tensor, type Provider } from '@numera/recognition';
import { isLearned } from '../layers/placed';
import { channelBlock } from '../onnx/channel-blocks';
import { GLYPH_SHAPE, countOutputs, parametersOf, placeLayers, type Network } from '../network';
import type { Random } from '../strokes/random';
import { outputName, trainingGraph } from '../training-graph';
import { weightsOf, type Weights } from '../weights';
import { drawGlyphs, type Batch } from './batches';
import { openTargets, type Teaching } from './targets';

export interface Slopes {
  /** Mean cross-entropy over the batch, against targets that are smoothed or taught where the recipe says so. */
  readonly loss: number;
  /** count x labels. */
  readonly logits: Float32Array;
  /** By parameter: the gradient of what is learned, the batch's own value of a running statistic. */
  readonly gradients: Weights;
}

export interface GradientSession {
  /** Loss and gradients of a batch at the weights as they are now; `random` changes the glyphs and draws the dropout masks. */
  compute(batch: Batch, random: Random): Promise<Slopes>;
  close(): Promise<void>;
}

/**
 * Opens the training graph of a network over `weights`, whose arrays may be changed between batches. `threads`: cores of one step.
 */
export async function openGradientSession(
  network: Network,
  weights: Weights,
  threads: number,
  teaching: Teaching = {},
  provider: Provider = 'cpu',
): Promise<GradientSession> {
  // Only the processor knows blocks of channels.
  const block = provider === 'cpu' ? await channelBlock() : 0;
  const session = await InferenceSession.create(trainingGraph(network, block), {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // With blocks the graph is written as it shall run; fusing its transpositions makes them slower.
    graphOptimizationLevel: block > 0 ? 'disabled' : 'all',
    logSeverityLevel: 3,
    // Threads that wait by spinning halve the speed as soon as anything else wants the cores.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const parameters = parametersOf(network);
  const labels = countOutputs(network);
  const masks = placeLayers(network).flatMap((placed) => placed.masks);
  const targets = await openTargets(labels, teaching);
  const feeds = new Map<string, Tensor>(
    parameters.filter(isLearned).map((parameter) => [parameter.id, new Tensor('float32', weightsOf(weights, parameter), parameter.shape)]),
  );
  return {
    async compute(batch, random) {
      const { count, classes } = batch;
      const glyphs = drawGlyphs(batch, random);
      feeds.set('glyphs', new Tensor('float32', glyphs, [count, ...GLYPH_SHAPE]));
      feeds.set('targets', new Tensor('float32', await targets.of(glyphs, classes), [count, labels]));
      for (const { id, shape, size, rate } of masks) {
        feeds.set(id, new Tensor('float32', dropMask(count * size, rate, random), [count, ...shape]));
      }
      const outputs = await session.run(Object.fromEntries(feeds));
      const floats = (name: string): Float32Array => {
        const data = outputs[name]?.data;
        if (!(data instanceof Float32Array)) throw new Error(`the training graph gave no float32 ${name}`);
        return data;
      };
      return {
        loss: floats('loss')[0] ?? NaN,
        logits: floats('logits'),
        gradients: new Map(parameters.map((parameter) => [parameter.id, floats(outputName(parameter))])),
      };
    },
    async close() {
      await targets.close();
      await session.release();
    },
  };
}

/** Zero with chance `rate`, else 1 / (1 - rate), so that the expected sum stays. */
export function dropMask(size: number, rate: number, random: Random): Float32Array {
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(size);
  for (let i = 0; i < size; i++) mask[i] = random() < rate ? 0 : kept;
  return mask;
}

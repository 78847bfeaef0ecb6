import { InferenceSession, LINE_HEIGHT, LINE_LABELS, PLACE_STEP, Tensor } from '@numera/recognition';
import { isLearned } from '../layers/placed';
import { parametersOf, type Network } from '../network';
import { outputName } from '../training-graph';
import { initialWeights } from '../training/initial-weights';
import { WeightUpdate } from '../training/weight-update';
import { randomFrom } from '../strokes/random';
import { weightsOf, type Weights } from '../weights';
import type { DigitPool } from './digit-pool';
import { lineTrainingGraph } from './line-graphs';
import { lineTargets } from './line-targets';
import { trainingLine } from './training-lines';

export interface LineTraining {
  readonly network: Network;
  /** Each line is written with digits of one of these, each as often as it is named. */
  readonly pools: readonly DigitPool[];
  /** Pixels of a line that are learned at once. */
  readonly width: number;
  readonly batchSize: number;
  /** Batches over which the learning rate rises and falls. */
  readonly steps: number;
  readonly learningRate: number;
  readonly seed: number;
  /** Told of each batch, with the mean cross-entropy of its places. */
  readonly onStep?: (step: number, loss: number) => void;
}

/** Trains a line network on lines written on the fly, no two alike; gives the averaged weights. */
export async function trainLineNetwork({ network, pools, width, batchSize, steps, seed, ...rest }: LineTraining): Promise<Weights> {
  const random = randomFrom(seed);
  const parameters = parametersOf(network, [1, LINE_HEIGHT, width]);
  const weights = initialWeights(parameters, 'heNormal', random);
  const optimiser = {
    kind: 'adam',
    learningRate: rest.learningRate,
    schedule: 'oneCycle',
    warmUp: 0.15,
    weightDecay: 0.01,
    l2: 0,
    clipNorm: 5,
    emaDecay: 0.998,
  } as const;
  const update = new WeightUpdate(parameters, weights, optimiser, steps);
  const session = await InferenceSession.create(lineTrainingGraph(network, width), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const places = Math.floor(width / PLACE_STEP);
  const feeds = new Map<string, Tensor>(
    parameters.filter(isLearned).map((parameter) => [parameter.id, new Tensor('float32', weightsOf(weights, parameter), parameter.shape)]),
  );
  try {
    for (let step = 0; step < steps; step++) {
      const lines = new Float32Array(batchSize * LINE_HEIGHT * width);
      const targets = new Float32Array(batchSize * places * LINE_LABELS);
      for (let i = 0; i < batchSize; i++) {
        const { pixels, digits } = trainingLine(pools, width, random);
        lines.set(pixels, i * pixels.length);
        targets.set(lineTargets(digits, width), i * places * LINE_LABELS);
      }
      feeds.set('lines', new Tensor('float32', lines, [batchSize, 1, LINE_HEIGHT, width]));
      feeds.set('targets', new Tensor('float32', targets, [batchSize, places, LINE_LABELS]));
      const outputs = await session.run(Object.fromEntries(feeds));
      const floats = (name: string): Float32Array => {
        const data = outputs[name]?.data;
        if (!(data instanceof Float32Array)) throw new Error(`the training graph gave no float32 ${name}`);
        return data;
      };
      update.apply(new Map(parameters.map((parameter) => [parameter.id, floats(outputName(parameter))])));
      rest.onStep?.(step + 1, floats('loss')[0] ?? NaN);
    }
  } finally {
    await session.release();
  }
  return update.best;
}

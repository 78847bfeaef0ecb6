import { z } from 'zod';
import { readOptions } from './read-options';
import { failure, outcome } from './readings';
import { modelVersion, objectKey, sha256 } from './scalars';

/** Fields of every payload: the schema number and the id of the request that caused it (for the logs of both ends). */
const envelope = { v: z.literal(1), requestId: z.string().min(1).max(128).optional() };

const recogniseItem = z.object({
  predictionId: z.uuid(),
  image: objectKey,
  options: readOptions,
  /** When the prediction was asked for, epoch ms: what `queueMs` is measured from. */
  askedAt: z.number(),
  /** The request that asked for it; one job carries the predictions of many. */
  requestId: z.string().min(1).max(128).optional(),
});
export type RecogniseItem = z.infer<typeof recogniseItem>;

/** Where a model folder's objects lie in storage; `members` in the order in which the card names them. */
export const modelObjects = z.object({ onnx: objectKey, card: objectKey, members: z.array(objectKey).max(8).optional() });

/** `mnist` (the trainer's MNIST_DIR), `strokes` (drawn by our own generator), or `auto`: MNIST where there is one. */
export const trainingData = z.enum(['auto', 'mnist', 'strokes']);

export const trainingProgress = z.object({
  epoch: z.number().int(),
  epochs: z.number().int(),
  loss: z.number(),
  accuracy: z.number(),
  validationLoss: z.number().nullable(),
  validationAccuracy: z.number().nullable(),
  imagesPerSecond: z.number(),
  /** Of the epoch's last step. */
  learningRate: z.number().optional(),
  /** Until the last epoch is done, if training does not stop early. */
  remainingMs: z.number().min(0).optional(),
});
export type TrainingProgress = z.infer<typeof trainingProgress>;

/** One row per job: the only place where a queue, its payload and its shape are named. */
export const jobs = {
  recognise: {
    queue: 'inference',
    data: z.object({ ...envelope, model: modelVersion, objects: modelObjects, items: z.array(recogniseItem).min(1).max(256) }),
  },
  recognised: {
    queue: 'results',
    data: z.object({ ...envelope, model: modelVersion, outcomes: z.array(outcome).min(1).max(256) }),
  },
  train: {
    queue: 'training',
    data: z.object({
      ...envelope,
      runId: z.uuid(),
      /** A recipe's name (`s1`, `s3`, …) or the recipe itself; the trainer parses it. */
      recipe: z.union([z.string().max(80), z.record(z.string(), z.unknown())]),
      dataset: trainingData,
      seed: z.number().int(),
      epochs: z.number().int().min(1).max(1000).optional(),
      /** Only the first n images; for tests and quick looks. */
      limit: z.number().int().min(100).optional(),
    }),
  },
  trainingProgressed: {
    queue: 'results',
    data: z.object({ ...envelope, runId: z.uuid(), progress: trainingProgress }),
  },
  trained: {
    queue: 'results',
    data: z.object({
      ...envelope,
      runId: z.uuid(),
      result: z.discriminatedUnion('status', [
        z.object({ status: z.literal('done'), model: modelVersion, sha256, objects: modelObjects }),
        z.object({ status: z.literal('failed'), error: z.object({ code: z.string(), message: z.string() }) }),
      ]),
    }),
  },
  /** Asks for the copy of an image that is shown back, to be written under the key `shown`. */
  show: {
    queue: 'inference',
    data: z.object({ ...envelope, imageId: z.uuid(), image: objectKey, shown: objectKey }),
  },
  shown: {
    queue: 'results',
    data: z.object({ ...envelope, imageId: z.uuid(), shown: objectKey, error: failure.nullable() }),
  },
} as const satisfies JobCatalogue;

export type QueueName = 'inference' | 'results' | 'training';
interface JobDefinition {
  readonly queue: QueueName;
  readonly data: z.ZodType;
}
export type JobCatalogue = Readonly<Record<string, JobDefinition>>;
export type JobName = keyof typeof jobs;
/** What a handler gets and what a producer's payload becomes after parsing. */
export type JobData<N extends JobName> = z.output<(typeof jobs)[N]['data']>;
export type JobsOf<Q extends QueueName> = { [N in JobName]: (typeof jobs)[N]['queue'] extends Q ? N : never }[JobName];

import { Inject, Injectable } from '@nestjs/common';
import type { Queues } from '@numera/queue';
import type { Logger } from '@numera/telemetry';
import { LOGGER, QUEUES } from '../platform/tokens';
import type { QueuedPrediction } from './repository';

/** Puts predictions into the inference queue. */
@Injectable()
export class PredictionQueue {
  constructor(
    @Inject(QUEUES) private readonly queues: Queues,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Adds the job that reads a prediction. It never throws: the row is pending, and the sweeper adds what could not be added now. */
  async add(prediction: QueuedPrediction): Promise<void> {
    const { id, objectKey, options, modelVersion, onnxKey, cardKey, requestId, createdAt } = prediction;
    try {
      await this.queues.enqueue(
        'recognise',
        {
          requestId: requestId ?? undefined,
          model: modelVersion,
          objects: { onnx: onnxKey, card: cardKey },
          items: [{ predictionId: id, image: objectKey, options, askedAt: createdAt.getTime() }],
        },
        { id: jobId(prediction) },
      );
    } catch (error) {
      this.logger.error({ err: error, predictionId: id, requestId }, 'a prediction could not be enqueued; the sweeper will try again');
    }
  }

  /** Whether the job that was added last for it is waiting, delayed or active. */
  isQueued(prediction: QueuedPrediction): Promise<boolean> {
    return this.queues.isQueued('inference', jobId(prediction));
  }
}

/** A failed job that is kept blocks its id, so every sweep has one of its own. */
function jobId({ id, sweeps }: Pick<QueuedPrediction, 'id' | 'sweeps'>): string {
  return `${id}-${sweeps}`;
}

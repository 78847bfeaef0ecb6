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

  /**
   * Adds the job that reads these predictions, which share its id and their model version. It never throws: the rows are pending, and
   * the sweeper adds what could not be added now.
   */
  async add(chunk: readonly [QueuedPrediction, ...QueuedPrediction[]]): Promise<void> {
    const [{ jobId, modelVersion, onnxKey, cardKey, memberKeys }] = chunk;
    const items = chunk.map(({ id, objectKey, options, createdAt, requestId }) => ({
      predictionId: id,
      image: objectKey,
      options,
      askedAt: createdAt.getTime(),
      requestId: requestId ?? undefined,
    }));
    const payload = {
      model: modelVersion,
      objects: { onnx: onnxKey, card: cardKey, ...(memberKeys.length > 0 && { members: [...memberKeys] }) },
      items,
    };
    try {
      await this.queues.enqueue('recognise', payload, { id: jobId });
    } catch (error) {
      this.logger.error({ err: error, jobId, predictions: items.length }, 'a job could not be enqueued; the sweeper will try again');
    }
  }

  /** Whether the job that carries it is waiting, delayed or active. */
  isQueued({ jobId }: Pick<QueuedPrediction, 'jobId'>): Promise<boolean> {
    return this.queues.isQueued('inference', jobId);
  }
}

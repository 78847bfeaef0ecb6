import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '@numera/telemetry';
import { CLOCK, LOGGER, type Clock } from '../platform/tokens';
import { PredictionQueue } from './queue';
import { PredictionRepository, type QueuedPrediction } from './repository';
import { Waiters } from './waiters';

/** A job on its way is younger than this; only older rows are looked at. */
const STALE_MS = 10_000;
/** Rows looked at in one pass; the next pass takes the next. */
const PASS = 200;
/** After this many jobs that vanished without an answer the prediction fails. */
export const MOST_SWEEPS = 5;

/** Puts pending predictions that no job carries any more back into the queue: what was accepted is never lost. */
@Injectable()
export class Sweeper {
  constructor(
    private readonly repository: PredictionRepository,
    private readonly queue: PredictionQueue,
    private readonly waiters: Waiters,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** One pass. Returns how many were put back or given up. */
  async sweep(): Promise<number> {
    const stale = await this.repository.stale(new Date(this.clock().getTime() - STALE_MS), PASS);
    let moved = 0;
    for (const prediction of stale) {
      if (await this.queue.isQueued(prediction)) continue;
      moved += (await this.putBack(prediction)) ? 1 : 0;
    }
    return moved;
  }

  private async putBack(prediction: QueuedPrediction): Promise<boolean> {
    const { id, sweeps, modelVersion } = prediction;
    if (sweeps >= MOST_SWEEPS) {
      const error = { code: 'internal', message: 'The image could not be read: every attempt ended without an answer.' };
      const timings = { queueMs: 0, decodeMs: 0, inferMs: 0 };
      const settled = await this.repository.settle([{ status: 'failed', predictionId: id, error, timings }], modelVersion, this.clock());
      this.logger.error({ predictionId: id, sweeps }, 'gave a prediction up');
      settled.forEach((one) => this.waiters.wake(one));
      return settled.length > 0;
    }
    // A failed job that is kept blocks its id, so every sweep has one of its own.
    const jobId = `${id}-${sweeps + 1}`;
    if (!(await this.repository.claimSweep(prediction, jobId, this.clock()))) return false;
    this.logger.warn({ predictionId: id, sweeps: sweeps + 1 }, 'putting a prediction without a job back into the queue');
    await this.queue.add([{ ...prediction, jobId }]);
    return true;
  }
}

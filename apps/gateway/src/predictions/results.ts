import { Inject, Injectable } from '@nestjs/common';
import type { JobData } from '@numera/contracts';
import { CLOCK, type Clock } from '../platform/tokens';
import { PredictionRepository } from './repository';
import { Waiters } from './waiters';

/** Takes what workers report: writes the rows, then wakes the requests of this process that wait for them. */
@Injectable()
export class PredictionResults {
  constructor(
    private readonly repository: PredictionRepository,
    private readonly waiters: Waiters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async recognised(data: JobData<'recognised'>): Promise<void> {
    const completedAt = this.clock();
    const settled = new Set(await this.repository.settle(data.outcomes, data.model, completedAt));
    for (const outcome of data.outcomes) {
      if (settled.has(outcome.predictionId)) this.waiters.wake(outcome.predictionId, { outcome, completedAt });
    }
  }
}

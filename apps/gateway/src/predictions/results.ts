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
    const settled = await this.repository.settle(data.outcomes, data.model, this.clock());
    for (const id of settled) this.waiters.wake(id);
  }
}

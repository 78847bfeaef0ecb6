import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '@numera/telemetry';
import { AuditTrail } from '../audit/trail';
import { CLOCK, LOGGER, type Clock } from '../platform/tokens';
import { Expiry } from '../predictions/expiry';
import { PredictionRemoval } from '../predictions/removal';
import { ErasureRepository } from './erasure-repository';

/** Rows removed in one statement. */
const PASS = 500;

/**
 * Removes people whose time has come, with all that is theirs. Every step may happen twice, and the person's row goes last: whoever finds it after
 * a crash goes on from there. The objects of images go with the next clean-up, once nothing refers to them.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly repository: ErasureRepository,
    private readonly predictions: PredictionRemoval,
    private readonly audit: AuditTrail,
    private readonly expiry: Expiry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** One pass over everyone who is due, and the workspaces that nobody is left in. */
  async run(): Promise<void> {
    for (const id of await this.repository.due(this.clock(), PASS)) await this.erasePerson(id);
    await this.clearAbandoned();
  }

  /** Removes one person who is due, now. */
  async erase(id: string): Promise<void> {
    await this.erasePerson(id);
    await this.clearAbandoned();
  }

  private async erasePerson(id: string): Promise<void> {
    if (!(await this.repository.close(id, this.clock()))) return;
    for (let count = PASS; count === PASS;) count = await this.predictions.removeOfOwner(id, PASS, this.clock());
    await this.repository.transaction(async (transaction) => {
      if (!(await this.repository.lock(id, transaction))) return;
      // First, while the person is still known: afterwards nobody could make a digest of theirs, and nobody is to.
      await this.audit.record({ action: 'user.deleted', outcome: 'done', target: { kind: 'user', id } }, transaction);
      await this.audit.forget(id, transaction);
      await this.repository.deletePerson(id, transaction);
    });
    this.logger.info({ userId: id }, 'a person was removed with all that was theirs');
  }

  private async clearAbandoned(): Promise<void> {
    for (const id of await this.repository.abandoned(PASS)) await this.eraseWorkspace(id);
  }

  private async eraseWorkspace(id: string): Promise<void> {
    for (let count = PASS; count === PASS;) count = await this.predictions.removeOfWorkspace(id, PASS, this.clock());
    await this.repository.markImages(id, this.clock());
    await this.expiry.removeMarked(id);
    await this.repository.deleteWorkspace(id);
    this.logger.info({ workspaceId: id }, 'a workspace that nobody was left in was removed');
  }
}

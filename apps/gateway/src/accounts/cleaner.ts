import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@numera/prisma';
import { CLOCK, DATABASE, type Clock } from '../platform/tokens';

/** How long an address that nobody confirmed keeps its account, ms. */
const UNCONFIRMED_MS = 7 * 86_400_000;

/** Removes what has ended: sessions, codes, links, and accounts that were never confirmed. */
@Injectable()
export class AccountCleaner {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async clean(): Promise<void> {
    const now = this.clock();
    const ended = { where: { expiresAt: { lt: now } } };
    await this.database.session.deleteMany(ended);
    await this.database.verification.deleteMany(ended);
    await this.database.setupLink.deleteMany(ended);
    await this.database.user.deleteMany({
      where: {
        emailVerified: false,
        isAdministrator: false,
        createdAt: { lt: new Date(now.getTime() - UNCONFIRMED_MS) },
        predictions: { none: {} },
      },
    });
  }
}

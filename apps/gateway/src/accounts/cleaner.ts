import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@numera/prisma';
import { AuditTrail } from '../audit/trail';
import { CLOCK, DATABASE, type Clock } from '../platform/tokens';
import { KnownDevices } from './known-devices';

/** How long an address that nobody confirmed keeps its account, ms. */
const UNCONFIRMED_MS = 7 * 86_400_000;
/** Accounts of one look. */
const MOST = 200;

/** Removes what has ended: sessions, codes, links, devices long unseen, and accounts that were never confirmed. */
@Injectable()
export class AccountCleaner {
  constructor(
    private readonly trail: AuditTrail,
    private readonly devices: KnownDevices,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async clean(): Promise<void> {
    const now = this.clock();
    const ended = { where: { expiresAt: { lt: now } } };
    await this.database.session.deleteMany(ended);
    await this.database.verification.deleteMany(ended);
    await this.database.setupLink.deleteMany(ended);
    await this.devices.clean();
    const createdAt = { lt: new Date(now.getTime() - UNCONFIRMED_MS) };
    const forgotten = { emailVerified: false, isAdministrator: false, createdAt, predictions: { none: {} } };
    for (const { id } of await this.database.user.findMany({ where: forgotten, select: { id: true }, take: MOST })) {
      const { count } = await this.database.user.deleteMany({ where: { ...forgotten, id } });
      if (count > 0) await this.trail.forget(id);
    }
  }
}

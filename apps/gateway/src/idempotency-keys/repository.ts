import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';

/** Which resource a key stands for, since when, and the hash of the request that it came with. */
export interface Claim {
  readonly resourceId: string;
  readonly requestHash: string;
  readonly claimedAt: Date;
}

/** Rows of idempotency keys; each change is one statement, so that of any number of gateways one wins. */
@Injectable()
export class IdempotencyKeyRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Claims a key that nobody holds, or whose time is over. Returns whether it is now this claim's. */
  async claim(digest: string, { resourceId, requestHash, claimedAt }: Claim, expiresAt: Date): Promise<boolean> {
    const count = await this.database.$executeRaw(Prisma.sql`
      INSERT INTO idempotency_keys AS k (digest, request_hash, resource_id, claimed_at, expires_at)
      VALUES (${digest}, ${requestHash}, ${resourceId}::uuid, ${claimedAt}::timestamptz, ${expiresAt}::timestamptz)
      ON CONFLICT (digest) DO UPDATE SET request_hash = excluded.request_hash, resource_id = excluded.resource_id,
        claimed_at = excluded.claimed_at, expires_at = excluded.expires_at
      WHERE k.expires_at <= excluded.claimed_at`);
    return count === 1;
  }

  find(digest: string): Promise<Claim | null> {
    return this.database.idempotencyKey.findUnique({
      where: { digest },
      select: { resourceId: true, requestHash: true, claimedAt: true },
    });
  }

  /** Makes a claim whose resource never came, or is gone, stand for another one; false when someone else was faster. */
  async takeOver(digest: string, from: Claim, { resourceId, claimedAt }: Claim): Promise<boolean> {
    const { count } = await this.database.idempotencyKey.updateMany({
      where: { digest, resourceId: from.resourceId },
      data: { resourceId, claimedAt },
    });
    return count === 1;
  }

  async release(digest: string, resourceId: string): Promise<void> {
    await this.database.idempotencyKey.deleteMany({ where: { digest, resourceId } });
  }

  async deleteExpired(now: Date): Promise<number> {
    const { count } = await this.database.idempotencyKey.deleteMany({ where: { expiresAt: { lte: now } } });
    return count;
  }
}

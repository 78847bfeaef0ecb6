import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import { Prisma, type Database } from '@numera/prisma';
import { Problem } from '../http/problem';
import { CLOCK, CONFIG, DATABASE, type Clock } from '../platform/tokens';

/** A count is trusted this long; what this gateway adds meanwhile is added to it. */
const TRUSTED_MS = 60_000;
/** People remembered at once; whoever falls out is counted anew. */
const MOST_REMEMBERED = 10_000;

interface Use {
  bytes: number;
  readonly countedAt: number;
}

/**
 * How many bytes of images each person keeps, and the most they may. Counted once a minute for whoever uploads, not with every request: several
 * gateways together may let somebody pass the limit by what is uploaded in that minute.
 */
@Injectable()
export class Quotas {
  private readonly uses = new Map<string, Use>();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Counts an upload in. Throws 413 `quota_exceeded` where the person would keep more than they may. */
  async take(ownerId: string | null, bytes: number): Promise<void> {
    const limit = this.config.NUMERA_USER_IMAGE_BYTES;
    if (ownerId === null || limit === 0) return;
    const use = await this.useOf(ownerId);
    if (use.bytes + bytes > limit) {
      const most = Math.floor(limit / 1_000_000);
      throw new Problem(
        413,
        'quota_exceeded',
        `You keep ${most} MB of images, which is all you may: delete predictions that you no longer need.`,
      );
    }
    use.bytes += bytes;
  }

  private async useOf(ownerId: string): Promise<Use> {
    const now = this.clock().getTime();
    const known = this.uses.get(ownerId);
    if (known !== undefined && now - known.countedAt < TRUSTED_MS) return known;
    const use = { bytes: await this.count(ownerId), countedAt: now };
    this.uses.delete(ownerId);
    this.uses.set(ownerId, use);
    const [oldest] = this.uses.keys();
    if (this.uses.size > MOST_REMEMBERED && oldest !== undefined) this.uses.delete(oldest);
    return use;
  }

  private async count(ownerId: string): Promise<number> {
    const [row] = await this.database.$queryRaw<[{ bytes: number | null }]>(Prisma.sql`
      SELECT sum(bytes)::float8 AS bytes FROM images
      WHERE id IN (SELECT image_id FROM predictions WHERE owner_id = ${ownerId}::uuid)`);
    return row.bytes ?? 0;
  }
}

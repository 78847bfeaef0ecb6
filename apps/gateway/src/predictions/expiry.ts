import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database } from '@numera/prisma';
import type { ObjectStore } from '@numera/storage';
import { CLOCK, DATABASE, STORE, type Clock } from '../platform/tokens';

/** Rows removed in one statement, so that a long absence does not end in one long lock. */
const PASS = 500;

/**
 * Removes what has expired: predictions with their readings, then images that nothing living refers to. An image's row is
 * marked first, its object goes next, the row last, so that a crash in between leaves nothing that the next pass does not see.
 */
@Injectable()
export class Expiry {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One pass over everything that has expired by now. */
  async clean(): Promise<{ predictions: number; images: number }> {
    const now = this.clock();
    let predictions = 0;
    for (let count = PASS; count === PASS; predictions += count) count = await this.deletePredictions(now);
    await this.database.$executeRaw(Prisma.sql`
      UPDATE images SET deleted_at = ${now}::timestamptz
      WHERE deleted_at IS NULL AND expires_at < ${now}::timestamptz
        AND NOT EXISTS (SELECT 1 FROM predictions WHERE image_id = images.id)`);
    return { predictions, images: await this.removeMarked() };
  }

  /** Removes the images that are marked as on their way out, of one workspace where it is named; returns how many. */
  async removeMarked(workspaceId?: string): Promise<number> {
    let removed = 0;
    for (let count = PASS; count === PASS; removed += count) {
      const marked = await this.database.image.findMany({
        where: { workspaceId, deletedAt: { not: null } },
        take: PASS,
        select: { id: true, objectKey: true, shownKey: true },
      });
      for (const { id, objectKey, shownKey } of marked) {
        await this.store.delete(objectKey);
        if (shownKey !== null) await this.store.delete(shownKey);
        await this.database.image.deleteMany({ where: { id } });
      }
      count = marked.length;
    }
    return removed;
  }

  private deletePredictions(now: Date): Promise<number> {
    return this.database.$executeRaw(Prisma.sql`
      DELETE FROM predictions WHERE id IN (SELECT id FROM predictions WHERE expires_at < ${now}::timestamptz LIMIT ${PASS})`);
  }
}

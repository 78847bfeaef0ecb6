import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';

/** How long an image's row outlives its last prediction: whoever has just found the stored bytes adds a prediction within it. */
const LINGER_MS = 60_000;

/** Removes predictions with their readings. An image that none is left for expires at once, and goes with the next clean-up. */
@Injectable()
export class PredictionRemoval {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Returns whether it was there. `record` runs in the same transaction: what it can not write down is not removed. */
  removeOne(id: string, now: Date, record?: (transaction: Transaction) => Promise<void>): Promise<boolean> {
    return this.database.$transaction(async (transaction) => {
      const count = await this.remove(Prisma.sql`SELECT ${id}::uuid AS id`, now, transaction);
      if (count === 1) await record?.(transaction);
      return count === 1;
    });
  }

  /** Up to `limit` of a person's predictions, in every workspace; returns how many. */
  removeOfOwner(ownerId: string, limit: number, now: Date): Promise<number> {
    return this.remove(Prisma.sql`SELECT id FROM predictions WHERE owner_id = ${ownerId}::uuid LIMIT ${limit}`, now);
  }

  /** Up to `limit` of a workspace's predictions; returns how many. */
  removeOfWorkspace(workspaceId: string, limit: number, now: Date): Promise<number> {
    return this.remove(Prisma.sql`SELECT id FROM predictions WHERE workspace_id = ${workspaceId}::uuid LIMIT ${limit}`, now);
  }

  private async remove(ids: Prisma.Sql, now: Date, transaction: Transaction = this.database): Promise<number> {
    const soonest = new Date(now.getTime() + LINGER_MS);
    // An image lives as long as the longest-lived of the predictions that are left; for ever if one of them does.
    const [row] = await transaction.$queryRaw<[{ count: bigint }]>(Prisma.sql`
      WITH gone AS (DELETE FROM predictions WHERE id IN (${ids}) RETURNING id, image_id),
      touched AS (
        UPDATE images SET expires_at = (
          SELECT CASE WHEN bool_or(p.expires_at IS NULL) THEN NULL ELSE greatest(max(p.expires_at), ${soonest}::timestamptz) END
          FROM predictions p WHERE p.image_id = images.id AND NOT EXISTS (SELECT 1 FROM gone WHERE gone.id = p.id))
        WHERE id IN (SELECT image_id FROM gone)
      )
      SELECT count(*) AS count FROM gone`);
    return Number(row.count);
  }
}

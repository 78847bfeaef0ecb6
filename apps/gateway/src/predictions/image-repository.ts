import { Inject, Injectable } from '@nestjs/common';
import type { Failure } from '@numera/contracts';
import { Prisma, type Database } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';
import { SETTLED_CHANNEL } from './repository';

/** An image, and the copy of it that is shown: its key once it is made, or why it can not be. */
export interface ShownImage {
  readonly id: string;
  readonly objectKey: string;
  readonly shownKey: string | null;
  readonly shownError: string | null;
}

@Injectable()
export class ImageRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async findOf(predictionId: string): Promise<ShownImage | null> {
    const rows = await this.database.$queryRaw<ShownImage[]>(Prisma.sql`
      SELECT i.id, i.object_key AS "objectKey", i.shown_key AS "shownKey", i.shown_error AS "shownError"
      FROM predictions p JOIN images i ON i.id = p.image_id WHERE p.id = ${predictionId}::uuid`);
    return rows[0] ?? null;
  }

  /**
   * Writes what became of an image's shown copy, and tells every gateway; the first answer stays. False when there was one already, or the
   * image has gone: the copy belongs to nobody then.
   */
  async settleShown(imageId: string, shownKey: string, error: Failure | null): Promise<boolean> {
    const rows = await this.database.$queryRaw<unknown[]>(Prisma.sql`
      WITH settled AS (
        UPDATE images SET shown_key = ${error === null ? shownKey : null}, shown_error = ${error?.message ?? null}
        WHERE id = ${imageId}::uuid AND deleted_at IS NULL AND (shown_key IS NULL OR shown_key = ${shownKey}) RETURNING id
      )
      SELECT pg_notify(${SETTLED_CHANNEL}, id::text)::text FROM settled`);
    return rows.length === 1;
  }
}

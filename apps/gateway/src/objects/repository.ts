import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';

export interface ImageObjects {
  readonly id: string;
  readonly keys: readonly string[];
}

/** Which objects belong to which images. */
@Injectable()
export class ObjectRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Images after one of them, by id. */
  async imagesAfter(id: string | undefined, limit: number): Promise<ImageObjects[]> {
    const rows = await this.database.image.findMany({
      where: { deletedAt: null, ...(id === undefined ? {} : { id: { gt: id } }) },
      orderBy: { id: 'asc' },
      take: limit,
      select: { id: true, objectKey: true, shownKey: true },
    });
    return rows.map(({ id: imageId, objectKey, shownKey }) => ({
      id: imageId,
      keys: shownKey === null ? [objectKey] : [objectKey, shownKey],
    }));
  }

  /** Whether the image is there and nobody has begun to delete it. */
  async isKept(id: string): Promise<boolean> {
    return (await this.database.image.count({ where: { id, deletedAt: null } })) === 1;
  }
}

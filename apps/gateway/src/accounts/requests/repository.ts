import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database } from '@numera/prisma';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { DATABASE } from '../../platform/tokens';

const content = z.looseObject({ email: z.string(), passwordHash: z.string().optional() });
/** What a path's body said; a password only as its argon2id string. */
export type RequestContent = z.output<typeof content>;

export interface AcceptedRequest {
  readonly id: string;
  readonly path: string;
  readonly content: RequestContent;
  /** How often it was begun, this time included. */
  readonly attempts: number;
}

/** Rows of requests that were answered and are not done yet. */
@Injectable()
export class AccountRequestRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Nobody else begins it before `until`. */
  async add(path: string, kept: RequestContent, until: Date): Promise<AcceptedRequest> {
    const id = uuidv7();
    await this.database.accountRequest.create({ data: { id, path, content: kept as Prisma.InputJsonObject, dueAt: until } });
    return { id, path, content: kept, attempts: 1 };
  }

  /** Takes requests that nobody works on any more, oldest first, counting the attempt. */
  async claim(now: Date, until: Date, limit: number): Promise<AcceptedRequest[]> {
    const rows = await this.database.$queryRaw<AcceptedRequest[]>(Prisma.sql`
      UPDATE account_requests SET attempts = attempts + 1, due_at = ${until}::timestamptz
      WHERE id IN (
        SELECT id FROM account_requests WHERE due_at <= ${now}::timestamptz ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, path, content, attempts`);
    return rows.map((row) => ({ ...row, content: content.parse(row.content) })).sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  async remove(id: string): Promise<void> {
    await this.database.accountRequest.deleteMany({ where: { id } });
  }
}

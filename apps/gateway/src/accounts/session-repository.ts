import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';
import type { Role } from '../http/caller';

/** A session in use, with its person and the workspace it looks at as they are now. */
export interface LiveSession {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly isAdministrator: boolean;
  readonly workspaceId: string | null;
  readonly role: Role | null;
}

@Injectable()
export class SessionRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /**
   * The session of a token while it may be used: not past its end, begun after `earliest`, of a person who is not disabled. The workspace is the
   * one it looks at where the person is still a member, else their first; all in one statement, so that every change acts at once.
   */
  async find(token: string, now: Date, earliest: Date): Promise<LiveSession | null> {
    const rows = await this.database.$queryRaw<LiveSession[]>(Prisma.sql`
      SELECT s.id, s.user_id AS "userId", s.created_at AS "createdAt", s.updated_at AS "updatedAt",
        u.is_administrator AS "isAdministrator", m.workspace_id AS "workspaceId", m.role
      FROM sessions s
      JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
      LEFT JOIN LATERAL (
        SELECT workspace_id, role FROM memberships WHERE user_id = u.id
        ORDER BY (workspace_id IS NOT DISTINCT FROM s.workspace_id) DESC, created_at, workspace_id LIMIT 1
      ) m ON true
      WHERE s.token = ${token} AND s.expires_at > ${now}::timestamptz AND s.created_at > ${earliest}::timestamptz`);
    return rows[0] ?? null;
  }

  async touch(id: string, now: Date, expiresAt: Date): Promise<void> {
    await this.database.session.updateMany({ where: { id }, data: { updatedAt: now, expiresAt } });
  }

  list(userId: string, now: Date) {
    return this.database.session.findMany({
      where: { userId, expiresAt: { gt: now } },
      select: { id: true, createdAt: true, updatedAt: true, userAgent: true, ipAddress: true },
      orderBy: { updatedAt: 'desc' },
      take: 200,
    });
  }

  /** Ends sessions of one person; with `except` all others. Returns how many. */
  async end(userId: string, which: { id: string } | { except: string } | 'all', transaction: Transaction = this.database): Promise<number> {
    const id = which === 'all' ? undefined : 'id' in which ? which.id : { not: which.except };
    return (await transaction.session.deleteMany({ where: { userId, id } })).count;
  }
}

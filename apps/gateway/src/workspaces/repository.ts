import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database } from '@numera/prisma';
import { DATABASE, DEFAULT_WORKSPACE } from '../platform/tokens';

/** A statement's database, or the transaction it is part of. */
export type Transaction = Pick<
  Database,
  'user' | 'membership' | 'workspace' | 'invitation' | 'session' | 'apiKey' | '$queryRaw' | '$executeRaw'
>;

@Injectable()
export class WorkspaceRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Joins the default workspace, as `admin` who administers the installation, unless the person belongs to one already. */
  async joinDefault(userId: string): Promise<void> {
    await this.database.$executeRaw(Prisma.sql`
      INSERT INTO memberships (workspace_id, user_id, role)
      SELECT ${DEFAULT_WORKSPACE}::uuid, u.id, CASE WHEN u.is_administrator THEN 'admin' ELSE 'user' END::role FROM users u
      WHERE u.id = ${userId}::uuid AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u.id)
      ON CONFLICT DO NOTHING`);
  }
}

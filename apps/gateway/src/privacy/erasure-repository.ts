import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { DATABASE, DEFAULT_WORKSPACE } from '../platform/tokens';

/** Rows that go with a person, and with a workspace that nobody belongs to any more. */
@Injectable()
export class ErasureRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** People whose time has come. */
  async due(now: Date, limit: number): Promise<string[]> {
    const rows = await this.database.user.findMany({ where: { deletionAt: { lte: now } }, select: { id: true }, take: limit });
    return rows.map(({ id }) => id);
  }

  /** Lets nothing new come from the person: no session, no key. False when there is no such person, or they took it back. */
  async close(id: string, now: Date): Promise<boolean> {
    return this.database.$transaction(async (transaction) => {
      const { count } = await transaction.user.updateMany({
        where: { id, deletionAt: { lte: now } },
        data: { disabledAt: now },
      });
      await transaction.session.deleteMany({ where: { userId: id, user: { deletionAt: { lte: now } } } });
      await transaction.apiKey.deleteMany({ where: { userId: id, user: { deletionAt: { lte: now } } } });
      return count === 1;
    });
  }

  transaction(work: (transaction: Transaction) => Promise<void>): Promise<void> {
    return this.database.$transaction(work);
  }

  /** Holds the person's row until the transaction ends; false when another gateway has removed it. */
  async lock(id: string, transaction: Transaction): Promise<boolean> {
    const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`SELECT id FROM users WHERE id = ${id}::uuid FOR UPDATE`);
    return rows.length === 1;
  }

  /** The person's row with all that hangs on it, and what names their address elsewhere. Fails while predictions refer to it. */
  async deletePerson(id: string, transaction: Transaction): Promise<void> {
    const person = await transaction.user.findUnique({ where: { id }, select: { email: true } });
    if (person === null) return;
    const { email } = person;
    await transaction.mailMessage.deleteMany({ where: { recipient: email } });
    await transaction.invitation.deleteMany({ where: { email } });
    // Codes are kept under the address, links under a digest with the person's id beside it.
    await transaction.$executeRaw(Prisma.sql`DELETE FROM verifications WHERE strpos(identifier, ${email}) > 0 OR strpos(value, ${id}) > 0`);
    await transaction.$executeRaw(Prisma.sql`DELETE FROM account_requests WHERE lower(content ->> 'email') = ${email}`);
    await transaction.user.delete({ where: { id } });
  }

  /** Workspaces that the last member has left. */
  async abandoned(limit: number): Promise<string[]> {
    const rows = await this.database.workspace.findMany({
      where: { id: { not: DEFAULT_WORKSPACE }, memberships: { none: {} } },
      select: { id: true },
      take: limit,
    });
    return rows.map(({ id }) => id);
  }

  /** Marks a workspace's images, whose predictions have gone, as on their way out. */
  async markImages(workspaceId: string, now: Date): Promise<void> {
    await this.database.image.updateMany({ where: { workspaceId, deletedAt: null }, data: { deletedAt: now } });
  }

  async deleteWorkspace(workspaceId: string): Promise<void> {
    await this.database.$transaction([
      this.database.trainingRun.deleteMany({ where: { workspaceId } }),
      this.database.modelAlias.deleteMany({ where: { workspaceId } }),
      this.database.workspace.deleteMany({ where: { id: workspaceId, memberships: { none: {} } } }),
    ]);
  }
}

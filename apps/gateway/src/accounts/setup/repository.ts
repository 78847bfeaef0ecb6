import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { uuidv7 } from 'uuidv7';
import { DATABASE, DEFAULT_WORKSPACE } from '../../platform/tokens';

/** An administrator's account as it is made; without a password until its owner chooses one. */
export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly username: string;
  readonly passwordHash: string | null;
}

/** Why there is no new administrator. */
export type SetupFailure = 'link' | 'done' | 'taken';

/** Held while the first administrator is made, so that two links at once make one. */
const LOCK = 7_105_001;

@Injectable()
export class SetupRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async hasAdministrator(): Promise<boolean> {
    return (await this.database.user.findFirst({ where: { isAdministrator: true }, select: { id: true } })) !== null;
  }

  async addLink(tokenHash: string, createdAt: Date, expiresAt: Date): Promise<void> {
    await this.database.setupLink.create({ data: { tokenHash, createdAt, expiresAt } });
  }

  /** Uses a link up and makes the first administrator, both or neither. Returns the new id, or why not. */
  async complete(tokenHash: string, account: NewAccount, now: Date): Promise<{ id: string } | SetupFailure> {
    return this.database.$transaction(async (tx) => {
      await tx.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock(${LOCK})::text`);
      const link = await tx.setupLink.findFirst({ where: { tokenHash, usedAt: null, expiresAt: { gt: now } } });
      if (link === null) return 'link';
      if ((await tx.user.count({ where: { isAdministrator: true } })) > 0) return 'done';
      if (await isTaken(tx, account)) return 'taken';
      await tx.setupLink.update({ where: { tokenHash }, data: { usedAt: now } });
      return { id: await add(tx, account, now) };
    });
  }

  /** Makes one more administrator; null when address or username are someone's. */
  async addAdministrator(account: NewAccount, now: Date): Promise<{ id: string } | null> {
    return this.database.$transaction(async (tx) => ((await isTaken(tx, account)) ? null : { id: await add(tx, account, now) }));
  }
}

async function isTaken(tx: Transaction, { email, username }: NewAccount): Promise<boolean> {
  return (await tx.user.count({ where: { OR: [{ email: email.toLowerCase() }, { username: username.toLowerCase() }] } })) > 0;
}

async function add(tx: Transaction, { name, email, username, passwordHash }: NewAccount, now: Date): Promise<string> {
  const id = uuidv7();
  await tx.user.create({
    data: {
      id,
      name,
      email: email.toLowerCase(),
      emailVerified: true,
      username: username.toLowerCase(),
      displayUsername: username,
      isAdministrator: true,
      createdAt: now,
      updatedAt: now,
      memberships: { create: { workspaceId: DEFAULT_WORKSPACE, role: 'admin' } },
      ...(passwordHash === null
        ? {}
        : { accounts: { create: { id: uuidv7(), accountId: id, providerId: 'credential', password: passwordHash } } }),
    },
  });
  return id;
}

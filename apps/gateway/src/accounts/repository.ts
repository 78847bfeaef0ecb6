import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';

/** What is asked about an account before better-auth sees a request. */
export interface AccountSummary {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly username: string | null;
  readonly locale: string;
  readonly twoFactorEnabled: boolean;
  readonly disabledAt: Date | null;
}

/** What a password is compared with. */
export interface Credentials {
  readonly email: string;
  /** An argon2id string. */
  readonly hash: string;
}

const summary = {
  id: true,
  name: true,
  email: true,
  emailVerified: true,
  username: true,
  locale: true,
  twoFactorEnabled: true,
  disabledAt: true,
} satisfies Prisma.UserSelect;

@Injectable()
export class AccountRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  find(id: string): Promise<AccountSummary | null> {
    return this.database.user.findUnique({ where: { id }, select: summary });
  }

  findByEmail(email: string): Promise<AccountSummary | null> {
    return this.database.user.findUnique({ where: { email: email.toLowerCase() }, select: summary });
  }

  /** Whatever the case; invisible characters, which mails add against accidental links, do not count. */
  findByUsername(username: string): Promise<AccountSummary | null> {
    return this.database.user.findUnique({ where: { username: plain(username) }, select: summary });
  }

  credentialsOfEmail(email: string): Promise<Credentials | null> {
    return this.credentials(Prisma.sql`u.email = ${email.toLowerCase()}`);
  }

  credentialsOfUsername(username: string): Promise<Credentials | null> {
    return this.credentials(Prisma.sql`u.username = ${plain(username)}`);
  }

  /** One statement whether there is someone or not, so that the time does not tell. */
  private async credentials(who: Prisma.Sql): Promise<Credentials | null> {
    const rows = await this.database.$queryRaw<Credentials[]>(Prisma.sql`
      SELECT u.email, a.password AS hash FROM users u JOIN accounts a ON a.user_id = u.id AND a.provider_id = 'credential'
      WHERE a.password IS NOT NULL AND ${who}`);
    return rows[0] ?? null;
  }

  /** Whether an invitation to this address is open. */
  async isInvited(email: string, now: Date): Promise<boolean> {
    const open = { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
    return (await this.database.invitation.findFirst({ where: { email: email.toLowerCase(), ...open }, select: { id: true } })) !== null;
  }

  /** The argon2id string of a person's password; null for who signs in elsewhere only. */
  async passwordHash(userId: string): Promise<string | null> {
    const account = await this.database.account.findFirst({ where: { userId, providerId: 'credential' }, select: { password: true } });
    return account?.password ?? null;
  }

  /** Removes an account that was never confirmed, so that whoever has the address may begin anew, with a password of their own. Returns its id. */
  async deleteUnconfirmed(email: string): Promise<string | null> {
    const where = { email: email.toLowerCase(), emailVerified: false, isAdministrator: false };
    const user = await this.database.user.findFirst({ where, select: { id: true } });
    if (user === null) return null;
    const { count } = await this.database.user.deleteMany({ where: { ...where, id: user.id } });
    return count === 0 ? null : user.id;
  }
}

/** A username as it is kept. */
function plain(username: string): string {
  return username.replace(/\p{Cf}/gu, '').toLowerCase();
}

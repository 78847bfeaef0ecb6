import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { Transaction } from '@numera/prisma';
import type { Request } from 'express';
import { PasswordCheck } from '../accounts/password-check';
import { PublicUrl } from '../accounts/public-url';
import { SessionRepository } from '../accounts/session-repository';
import { AuditTrail } from '../audit/trail';
import type { Person } from '../http/caller';
import { Problem } from '../http/problem';
import { Mail } from '../mail/mail';
import { CLOCK, CONFIG, type Clock } from '../platform/tokens';
import { UserRepository, type UserRow } from '../users/repository';

const DAY_MS = 24 * 3_600_000;
/** Without a password to ask for, the session itself must be this young. */
const FRESH_MS = 15 * 60_000;

/** People asking for their own removal, and taking it back. */
@Injectable()
export class Privacy {
  constructor(
    private readonly users: UserRepository,
    private readonly passwords: PasswordCheck,
    private readonly sessions: SessionRepository,
    private readonly audit: AuditTrail,
    private readonly mail: Mail,
    private readonly url: PublicUrl,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sets the day on which the person and all that is theirs go; the first day that was set stays. Until then all works as before. */
  async askDeletion(person: Person, password: string | undefined, request: Request): Promise<Date> {
    await this.confirm(person, password);
    const deletionAt = new Date(this.clock().getTime() + this.config.NUMERA_DELETION_GRACE_DAYS * DAY_MS);
    return this.users.exclusively(async (transaction) => {
      const user = await this.find(person.userId, transaction);
      if (user.deletionAt !== null) return user.deletionAt;
      await this.refuseIndispensable(user, transaction);
      await this.users.change(user.id, { deletionAt }, transaction);
      const { name, email: to, locale } = user;
      const values = { name, date: deletionAt.toISOString().slice(0, 10), link: this.url.page('/profile') };
      await this.mail.send({ kind: 'deletion-requested', to, locale, values }, transaction);
      const after = { deletionAt: deletionAt.toISOString() };
      await this.audit.record({ action: 'user.deletionRequested', outcome: 'done', caller: person, after, request }, transaction);
      return deletionAt;
    });
  }

  /** Takes it back. What was not asked for changes nothing. */
  async cancelDeletion(person: Person, request: Request): Promise<void> {
    await this.users.exclusively(async (transaction) => {
      const { id, deletionAt } = await this.find(person.userId, transaction);
      if (deletionAt === null) return;
      await this.users.change(id, { deletionAt: null }, transaction);
      const before = { deletionAt: deletionAt.toISOString() };
      await this.audit.record({ action: 'user.deletionCancelled', outcome: 'done', caller: person, before, request }, transaction);
    });
  }

  private async confirm({ userId, sessionId }: Person, password: string | undefined): Promise<void> {
    if (await this.passwords.hasPassword(userId)) return this.passwords.confirm(userId, password);
    const session = (await this.sessions.list(userId, this.clock())).find(({ id }) => id === sessionId);
    if (session !== undefined && this.clock().getTime() - session.createdAt.getTime() <= FRESH_MS) return;
    throw new Problem(
      403,
      'session_too_old',
      'Sign in again first: this cannot be done with a session that is older than a quarter of an hour.',
    );
  }

  private async find(id: string, transaction: Transaction): Promise<UserRow> {
    const user = await this.users.find(id, transaction);
    if (user === null) throw new Problem(401, 'unauthenticated', 'Sign in first.');
    return user;
  }

  /** Whoever alone can look after others hands that over first. */
  private async refuseIndispensable(user: UserRow, transaction: Transaction): Promise<void> {
    if (user.isAdministrator && !(await this.users.hasOtherAdministrator(user.id, transaction))) {
      throw new Problem(409, 'last_administrator', 'You are the last administrator: make someone else one first.');
    }
    const [workspace] = await this.users.soleAdminOf(user.id, transaction);
    if (workspace !== undefined) {
      throw new Problem(
        409,
        'last_admin',
        `You are the last admin of “${workspace}”, which others belong to: make someone else one first.`,
      );
    }
  }
}

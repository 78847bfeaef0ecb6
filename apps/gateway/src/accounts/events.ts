import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '@numera/telemetry';
import { LOGGER } from '../platform/tokens';
import { Links } from './links';
import { AccountMails, type Receiver } from './mails';
import { AccountRepository } from './repository';

/** A person as better-auth hands them over. */
interface Someone extends Receiver {
  readonly id: string;
  readonly emailVerified: boolean;
}

/** What follows from what happens to an account: mails, memberships. */
@Injectable()
export class AccountEvents {
  private readonly tasks = new Set<Promise<unknown>>();

  constructor(
    private readonly mails: AccountMails,
    private readonly links: Links,
    private readonly accounts: AccountRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Lets a task end after the answer: its time must not tell whether there was someone to write to. */
  later(task: Promise<unknown>): void {
    const kept = task
      .catch((error: unknown) => this.logger.error({ err: error }, 'a task of an account failed'))
      .finally(() => this.tasks.delete(kept));
    this.tasks.add(kept);
  }

  /** Resolves when every task has ended. */
  async settle(): Promise<void> {
    await Promise.all(this.tasks);
  }

  isDisabled(userId: string): Promise<boolean> {
    return this.accounts.isDisabled(userId);
  }

  async created(user: { id: string }): Promise<void> {
    await this.accounts.joinDefaultWorkspace(user.id, 'user');
  }

  async started(_session: { id: string; userId: string }): Promise<void> {
    await Promise.resolve();
  }

  async confirmationAsked(user: Someone, token: string): Promise<void> {
    const today = await this.accounts.find(user.id);
    // For a change of address better-auth hands over the person with the new one.
    const newEmail = today?.email === user.email ? undefined : user.email;
    await this.links.add(token, { userId: user.id, newEmail });
    if (newEmail === undefined) await this.mails.confirmEmail(user, token);
    else await this.mails.changeEmail(user, token);
  }

  async codeAsked(email: string, code: string): Promise<void> {
    const user = await this.accounts.findByEmail(email);
    if (user !== null && !user.emailVerified) await this.mails.confirmCode(user, code);
  }

  async confirmed(_user: Someone): Promise<void> {
    await Promise.resolve();
  }

  async signedUpAgain(user: Someone): Promise<void> {
    if (user.emailVerified) await this.mails.accountExists(user);
  }

  async resetAsked(user: Someone, token: string): Promise<void> {
    await this.mails.resetPassword(user, token);
  }

  async passwordReset(user: Someone): Promise<void> {
    await this.mails.passwordChanged(user);
  }
}

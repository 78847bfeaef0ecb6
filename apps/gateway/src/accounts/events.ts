import { Inject, Injectable } from '@nestjs/common';
import type { AuditAction } from '@numera/contracts';
import type { Logger } from '@numera/telemetry';
import type { Request } from 'express';
import { AuditTrail } from '../audit/trail';
import { callerOf, type Caller } from '../http/caller';
import { clientAddress } from '../http/client-address';
import { CLOCK, LOGGER, type Clock } from '../platform/tokens';
import { Workspaces } from '../workspaces/service';
import { currentCourse, type BegunSession } from './course';
import { KnownDevices } from './known-devices';
import { Links } from './links';
import { AccountMails, type Receiver } from './mails';
import { AccountRepository, type AccountSummary } from './repository';
import { SessionRepository } from './session-repository';

/** A person as better-auth hands them over. */
interface Someone extends Receiver {
  readonly id: string;
  readonly emailVerified: boolean;
}

/** What follows from what happens to an account: mails, the first workspace, lines in the audit trail. */
@Injectable()
export class AccountEvents {
  private readonly tasks = new Set<Promise<unknown>>();

  constructor(
    private readonly mails: AccountMails,
    private readonly links: Links,
    private readonly accounts: AccountRepository,
    private readonly devices: KnownDevices,
    private readonly sessions: SessionRepository,
    private readonly workspaces: Workspaces,
    private readonly trail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Lets a task end after the answer: its time must not tell whether there was someone to write to. */
  later(task: Promise<unknown>): void {
    const { tasks } = currentCourse();
    if (tasks !== undefined) {
      // Whoever collects tasks awaits them, perhaps after they have failed.
      task.catch(() => undefined);
      tasks.push(task);
      return;
    }
    const kept = task
      .catch((error: unknown) => this.logger.error({ err: error }, 'a task of an account failed'))
      .finally(() => this.tasks.delete(kept));
    this.tasks.add(kept);
  }

  /** Resolves when every such task has ended. */
  async settle(): Promise<void> {
    await Promise.all(this.tasks);
  }

  /** Why nobody may sign in to an account, in whatever way; null where they may. */
  async refusalOf(userId: string): Promise<'account_disabled' | 'email_not_confirmed' | null> {
    const user = await this.accounts.find(userId);
    if (user === null || user.disabledAt !== null) return 'account_disabled';
    return user.emailVerified ? null : 'email_not_confirmed';
  }

  async created({ id, email }: { id: string; email: string }): Promise<void> {
    await this.workspaces.welcome(id);
    await this.done('user.created', id, { after: { email } });
  }

  /** An account that was never confirmed went; what the trail digested of it can be traced to nobody any more. */
  async replaced(userId: string | null): Promise<void> {
    if (userId !== null) await this.trail.forget(userId);
  }

  /** Whoever signs in anew in a browser leaves no older session of it behind. A browser or network new to the account is told to its owner. */
  async started({ id, userId }: BegunSession): Promise<void> {
    const { request } = currentCourse();
    const caller = request === undefined ? undefined : callerOf(request);
    if (caller?.kind === 'person') await this.sessions.end(caller.userId, { id: caller.sessionId });
    await this.done('session.started', userId, {}, { kind: 'session', id });
    const isGoingOn = caller?.kind === 'person' && caller.userId === userId;
    if (request !== undefined && !isGoingOn) await this.tellIfNew(userId, request);
  }

  private async tellIfNew(userId: string, request: Request): Promise<void> {
    const [userAgent, address] = [request.get('User-Agent') ?? '', clientAddress(request)];
    if (!(await this.devices.meet(userId, userAgent, address))) return;
    const user = await this.accounts.find(userId);
    if (user !== null) await this.mails.newSignIn(user, this.clock(), userAgent, address);
  }

  /** The password was right, and a second factor is asked for: there is no session yet. */
  secondFactorAsked(userId: string): Promise<void> {
    return this.done('second-factor.required', userId);
  }

  async confirmationAsked(user: Someone, sealed: string): Promise<void> {
    const today = await this.accounts.find(user.id);
    // For a change of address better-auth hands over the person with the new one.
    const newEmail = today?.email === user.email ? undefined : user.email;
    const token = await this.links.add(sealed, { userId: user.id, newEmail });
    // Whoever comes from a provider has no username to be told.
    const username = today?.username ?? null;
    if (newEmail === undefined && username !== null) await this.mails.confirmEmail(user, username, token);
    else await this.mails.changeEmail(user, token);
  }

  async codeAsked(email: string, code: string): Promise<void> {
    const user = await this.accounts.findByEmail(email);
    if (user === null || user.emailVerified) return;
    await this.mails.confirmCode(user, code);
    await this.done('code.sent', user.id);
  }

  confirmed({ id }: { id: string }): Promise<void> {
    return this.done('user.confirmed', id);
  }

  /** Whoever asks again before confirming has their earlier account replaced; only a confirmed one gets this mail. */
  async signedUpAgain(user: Someone): Promise<void> {
    if (user.emailVerified) await this.mails.accountExists(user);
  }

  async resetAsked(user: Someone, token: string): Promise<void> {
    await this.mails.resetPassword(user, token);
    await this.done('password.resetRequested', user.id);
  }

  async passwordReset(user: Someone): Promise<void> {
    await this.done('password.reset', user.id);
    await this.mails.passwordChanged(user);
  }

  async passwordChanged(user: AccountSummary): Promise<void> {
    await this.done('password.changed', user.id);
    await this.mails.passwordChanged(user);
  }

  async emailChanged(before: AccountSummary, email: string): Promise<void> {
    await this.done('email.changed', before.id, { before: { email: before.email }, after: { email } });
    await this.mails.emailChanged(before);
  }

  /** Someone's identity at a provider became a way into their account. */
  linked({ id, userId, providerId }: { id: string; userId: string; providerId: string }): Promise<void> {
    return this.done('provider.linked', userId, {}, { kind: 'provider', id }, { provider: providerId });
  }

  async secondFactorChanged(caller: Caller, isOn: boolean): Promise<void> {
    const user = caller.kind === 'person' ? await this.accounts.find(caller.userId) : null;
    if (user === null) return;
    await this.done(isOn ? 'second-factor.enabled' : 'second-factor.disabled', user.id);
    await this.mails.secondFactorChanged(user, isOn);
  }

  profileChanged(before: AccountSummary, change: Readonly<Record<string, string>>): Promise<void> {
    const { name, username } = before;
    return this.done('user.changed', before.id, { before: { name, username: username ?? '' }, after: change });
  }

  /** Counted, not written one by one: nobody can fill the trail by guessing. */
  refused(action: AuditAction, caller: Caller, code: string): Promise<void> {
    return this.trail.record({ action, outcome: 'refused', caller, request: currentCourse().request, after: { code } });
  }

  /** Signing out without a session changes nothing. */
  async signedOut(caller: Caller): Promise<void> {
    if (caller.kind === 'person') await this.done('session.ended', caller.userId, {}, { kind: 'session', id: caller.sessionId });
  }

  private done(
    action: AuditAction,
    actorId: string,
    personal: { before?: Readonly<Record<string, string>>; after?: Readonly<Record<string, string>> } = {},
    target = { kind: 'user', id: actorId },
    after?: object,
  ): Promise<void> {
    const entry = { action, outcome: 'done', actorId, target, after, request: currentCourse().request } as const;
    return this.trail.record({ ...entry, personal: { userId: actorId, ...personal } });
  }
}

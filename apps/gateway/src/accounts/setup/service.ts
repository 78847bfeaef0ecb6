import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { NewAdministrator, Setup, SingleUseLink } from '@numera/contracts';
import type { Logger } from '@numera/telemetry';
import type { Request } from 'express';
import { AuditTrail } from '../../audit/trail';
import { callerOf } from '../../http/caller';
import { Problem } from '../../http/problem';
import { CLOCK, LOGGER, type Clock } from '../../platform/tokens';
import { hashPassword } from '../password-hash';
import { PasswordCheck } from '../password-check';
import { PasswordLinks } from '../password-links';
import { PublicUrl } from '../public-url';
import { SetupRepository } from './repository';

/** How long the link to the first account may be used, ms. */
const LINK_MS = 30 * 60_000;

/** The first administrator, and those whom the installation's operator adds. There is no account and no password from the start. */
@Injectable()
export class SetupService {
  constructor(
    private readonly repository: SetupRepository,
    private readonly passwords: PasswordCheck,
    private readonly passwordLinks: PasswordLinks,
    private readonly url: PublicUrl,
    private readonly trail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async isNeeded(): Promise<boolean> {
    return !(await this.repository.hasAdministrator());
  }

  /** While there is no administrator: a new link, said once in the log for whoever runs the installation. */
  async announce(): Promise<void> {
    if (!(await this.isNeeded())) return;
    const { url } = await this.newLink();
    this.logger.warn(`there is no administrator yet: within 30 minutes, open ${url}`);
  }

  /** Throws 409 once there is an administrator. */
  async newLink(request?: Request): Promise<SingleUseLink> {
    if (!(await this.isNeeded())) throw alreadyDone();
    const token = randomBytes(32).toString('base64url');
    const now = this.clock();
    const expiresAt = new Date(now.getTime() + LINK_MS);
    await this.repository.addLink(digest(token), now, expiresAt);
    const caller = request === undefined ? undefined : callerOf(request);
    await this.trail.record({ action: 'setup.linkMade', outcome: 'done', caller, request });
    return { url: this.url.page('/setup', token), expiresAt: expiresAt.toISOString() };
  }

  async complete({ token, name, username, email, password }: Setup, request: Request): Promise<void> {
    const accepted = this.passwords.accept(password, { name, email, username }, false);
    const account = { name, email, username, passwordHash: await hashPassword(accepted) };
    const made = await this.repository.complete(digest(token), account, this.clock());
    if (made === 'link')
      throw new Problem(400, 'link_invalid', 'This link was used already or is too old. `numera admin link` makes a new one.');
    if (made === 'done') throw alreadyDone();
    if (made === 'taken') throw taken();
    await this.added(made.id, { email, username }, 'setup.completed', request);
  }

  /** An account that waits for its owner: the link lets them choose a password. */
  async addAdministrator({ name, username, email }: NewAdministrator, request: Request): Promise<SingleUseLink> {
    const account = { name: name ?? username, email, username, passwordHash: null };
    const made = await this.repository.addAdministrator(account, this.clock());
    if (made === null) throw taken();
    await this.added(made.id, { email, username }, 'administrator.granted', request);
    return this.passwordLinks.make(made.id);
  }

  private async added(
    id: string,
    personal: Readonly<Record<string, string>>,
    action: 'setup.completed' | 'administrator.granted',
    request: Request,
  ): Promise<void> {
    const about = { outcome: 'done', caller: callerOf(request), request, target: { kind: 'user', id } } as const;
    await this.trail.record({ ...about, action: 'user.created', personal: { userId: id, after: personal } });
    await this.trail.record({ ...about, action, after: { isAdministrator: true } });
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function alreadyDone(): Problem {
  return new Problem(409, 'setup_done', 'There is an administrator already.');
}

function taken(): Problem {
  return new Problem(409, 'account_exists', 'This e-mail address or username belongs to an account already.');
}

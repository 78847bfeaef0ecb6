import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { SingleUseLink } from '@numera/contracts';
import { CLOCK, type Clock } from '../platform/tokens';
import { LINK_SECONDS } from './better-auth';
import { Links } from './links';
import { AccountMails, type Receiver } from './mails';
import { PublicUrl } from './public-url';

/** Links that let one person choose a new password, once. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly links: Links,
    private readonly mails: AccountMails,
    private readonly url: PublicUrl,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A link for whoever asks at the command line to hand on. */
  async make(userId: string): Promise<SingleUseLink> {
    const { token, expiresAt } = await this.add(userId);
    return { url: this.url.page('/new-password', token), expiresAt: expiresAt.toISOString() };
  }

  /** Mails a link to its person, whom alone it is for: an administrator starts a reset so and chooses no password. */
  async send(user: Receiver & { readonly id: string }): Promise<void> {
    const { token } = await this.add(user.id);
    await this.mails.resetPassword(user, token);
  }

  private async add(userId: string): Promise<{ token: string; expiresAt: Date }> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock().getTime() + LINK_SECONDS * 1000);
    await this.links.addReset(token, userId, expiresAt);
    return { token, expiresAt };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@numera/prisma';
import { uuidv7 } from 'uuidv7';
import { CLOCK, DATABASE, type Clock } from '../platform/tokens';
import { PublicUrl } from './public-url';

/** To whom a mail goes. */
export interface Receiver {
  readonly name: string;
  readonly email: string;
  readonly locale?: string | null;
}

/** The mails of accounts: each says what happened and carries a link to the page that goes on from there. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly url: PublicUrl,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  confirmEmail(to: Receiver, token: string): Promise<void> {
    return this.send('confirm-email', to, { name: to.name, link: this.url.page('/confirm', token) });
  }

  confirmCode(to: Receiver, code: string): Promise<void> {
    return this.send('confirm-code', to, { code });
  }

  resetPassword(to: Receiver, token: string): Promise<void> {
    return this.send('reset-password', to, { name: to.name, link: this.url.page('/new-password', token) });
  }

  /** To the new address, whose owner is asked. */
  changeEmail(to: Receiver, token: string): Promise<void> {
    return this.send('change-email', to, { name: to.name, link: this.url.page('/confirm', token) });
  }

  /** To the old address, whose owner may not have asked for it. */
  emailChanged(to: Receiver): Promise<void> {
    return this.send('email-changed', to, { name: to.name });
  }

  passwordChanged(to: Receiver): Promise<void> {
    return this.send('password-changed', to, { name: to.name });
  }

  accountExists(to: Receiver): Promise<void> {
    return this.send('account-exists', to, { link: this.url.page('/sign-in') });
  }

  private async send(kind: string, to: Receiver, values: Readonly<Record<string, string>>): Promise<void> {
    const now = this.clock();
    await this.database.mailMessage.create({
      data: {
        id: uuidv7(),
        kind,
        recipient: to.email,
        locale: to.locale ?? 'en',
        subject: kind,
        html: '',
        text: Object.values(values).join('\n'),
        createdAt: now,
        expiresAt: new Date(now.getTime() + 7 * 86_400_000),
      },
    });
  }
}

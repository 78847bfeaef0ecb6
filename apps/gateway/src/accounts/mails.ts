import { Injectable } from '@nestjs/common';
import { browserOf } from '@numera/contracts';
import type { MailKind, MailRequest, MailValues } from '../mail/kinds';
import { Mail } from '../mail/mail';
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
    private readonly mail: Mail,
  ) {}

  confirmEmail(to: Receiver, username: string, token: string): Promise<void> {
    return this.send('confirm-email', to, { name: to.name, username, link: this.url.page('/confirm', token) });
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

  newSignIn(to: Receiver, time: Date, userAgent: string, address: string): Promise<void> {
    const known = browserOf(userAgent);
    const device = known === null ? userAgent : [known.browser, known.system].filter((part) => part !== null).join(', ');
    const format = new Intl.DateTimeFormat(to.locale ?? 'en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
    return this.send('new-sign-in', to, { name: to.name, time: `${format.format(time)} UTC`, device, address });
  }

  secondFactorChanged(to: Receiver, isOn: boolean): Promise<void> {
    return this.send(isOn ? 'second-factor-added' : 'second-factor-removed', to, { name: to.name });
  }

  private send<Kind extends MailKind>(kind: Kind, { email, locale }: Receiver, values: MailValues[Kind]): Promise<void> {
    return this.mail.send({ kind, to: email, locale: locale ?? 'en', values } as MailRequest);
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../forms/field';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';
import { Api } from '../http/api';
import { Account } from './account';
import { AccountPage } from './account-page';
import { countdown } from './countdown';
import { faultsOfFailure, faultsOfPerson } from './faults';
import { handedOver } from './handed-over';

/** How long a new code is not to be had after one was sent, s. */
const PAUSE_S = 60;

/** Confirms an address: by the link of a mail, which leads here, or by the six digits that came in one. */
@Component({
  selector: 'numera-confirm',
  imports: [TranslocoDirective, RouterLink, MatButton, AccountPage, Field, Form, Refusal],
  templateUrl: './confirm.html',
  styleUrl: './confirm.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Confirm {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  private readonly router = inject(Router);
  private readonly options = resource({ loader: () => this.account.signInOptions() });
  private readonly pause = countdown();
  protected readonly before = handedOver();
  /** From the address: the link's. */
  readonly token = input<string>();
  readonly return = input<string>();

  protected readonly byLink = new Submission(faultsOfFailure);
  protected readonly byCode = new Submission(faultsOfFailure);
  protected readonly again = new Submission();
  /** Chosen where a link does not work. */
  protected readonly isByCode = signal(false);
  protected readonly isConfirmed = signal(false);
  /** What has been sent, and what is told of it. */
  protected readonly sent = signal<'nothing' | 'link' | 'code'>(this.before.isSent ? 'link' : 'nothing');
  protected readonly told = computed(() => {
    if (this.sent() === 'code') return 'confirm.codeSentTo';
    if (this.sent() === 'link') return 'confirm.linkSentTo';
    return this.before.email ? 'confirm.sendTo' : 'confirm.text';
  });
  protected readonly email = signal(this.before.email ?? '');
  protected readonly code = signal('');
  protected readonly address = computed(() => this.email().trim());
  protected readonly isOutbox = computed(() => this.options.hasValue() && this.options.value().mail === 'outbox');
  /** This page, to come back to: whoever changes an address opens the link of the new one signed in. */
  protected readonly here = computed(() => `/confirm?token=${encodeURIComponent(this.token() ?? '')}`);
  protected readonly waitS = this.pause.leftS;

  protected async confirmByLink(): Promise<void> {
    const isDone = await this.byLink.send(() => this.api.get('/api/auth/verify-email', { token: this.token() }).then(() => undefined));
    if (isDone) await this.goOn();
  }

  protected async confirmByCode(): Promise<void> {
    const [email, otp] = [this.address(), this.code().replace(/\s/g, '')];
    const faults = { ...faultsOfPerson({ email }), ...(!/^\d{6}$/.test(otp) && { code: 'form.fault.code' }) };
    if (await this.byCode.send(() => this.api.post('/api/auth/email-otp/verify-email', { email, otp }), faults)) await this.goOn();
  }

  protected async sendAgain(): Promise<void> {
    const email = this.address();
    const faults = faultsOfPerson({ email });
    if (this.waitS() > 0) return;
    // The field stands in the other form.
    this.byCode.faults.set(faults);
    const isAsked = await this.again.send(
      () => this.api.post('/api/auth/email-otp/send-verification-otp', { email, type: 'email-verification' }),
      faults,
    );
    if (!isAsked) return;
    this.sent.set('code');
    this.pause.start(PAUSE_S);
  }

  /** A new account signs in now; whoever changed the address of an old one is signed in already. */
  private async goOn(): Promise<void> {
    await this.account.refresh().catch(() => undefined);
    if (this.account.me()) this.isConfirmed.set(true);
    else
      await this.router.navigate(['/sign-in'], {
        queryParams: { return: this.return() },
        state: { ...(this.address() && { email: this.address() }), notice: 'confirmed' },
      });
  }
}

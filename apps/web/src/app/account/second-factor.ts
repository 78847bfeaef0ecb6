import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
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
import { faultsOfFailure } from './faults';
import { returnAddress } from './return-address';

/** The second half of signing in: a code of the authenticator, or one of the recovery codes. */
@Component({
  selector: 'numera-second-factor',
  imports: [TranslocoDirective, RouterLink, MatButton, AccountPage, Field, Form, Refusal],
  template: `
    <numera-account-page *transloco="let t" [title]="t('secondFactor.title')">
      <form class="form" [numeraForm]="form" (asked)="verify()">
        <p>{{ t(isRecovery() ? 'secondFactor.recoveryText' : 'secondFactor.text') }}</p>
        <numera-refusal [failure]="form.failure()" />
        @if (isRecovery()) {
          <numera-field name="code" [label]="t('secondFactor.recoveryCode')" [fault]="form.faults()['code']" [(value)]="code" />
        } @else {
          <numera-field
            name="code"
            autocomplete="one-time-code"
            isCode
            [label]="t('secondFactor.code')"
            [maxlength]="7"
            [fault]="form.faults()['code']"
            [(value)]="code"
          />
        }
        <button type="submit" matButton="filled" disabledInteractive [disabled]="form.isBusy()">
          {{ t(form.isBusy() ? 'form.sending' : 'secondFactor.send') }}
        </button>
        <button type="button" matButton (click)="turn()">
          {{ t(isRecovery() ? 'secondFactor.useCode' : 'secondFactor.useRecovery') }}
        </button>
      </form>
      <p after>
        <a routerLink="/sign-in" queryParamsHandling="preserve">{{ t('secondFactor.other') }}</a>
      </p>
    </numera-account-page>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondFactor {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  private readonly router = inject(Router);
  /** From the address: the page to come back to. */
  readonly return = input<string>();
  protected readonly isRecovery = signal(false);
  protected readonly form = new Submission((failure) =>
    this.isRecovery() && failure.code === 'code_wrong' ? { code: 'form.fault.recoveryCode' } : faultsOfFailure(failure),
  );
  protected readonly code = signal('');

  protected async verify(): Promise<void> {
    const code = this.code().trim();
    const digits = code.replace(/\s/g, '');
    const isRight = this.isRecovery() ? code !== '' : /^\d{6}$/.test(digits);
    const isIn = await this.form.send(
      async () => {
        if (this.isRecovery()) await this.api.post('/api/auth/two-factor/verify-backup-code', { code });
        else await this.api.post('/api/auth/two-factor/verify-totp', { code: digits });
        await this.account.refresh();
      },
      isRight ? {} : { code: 'form.fault.code' },
    );
    if (isIn) await this.router.navigateByUrl(returnAddress(this.return()));
  }

  protected turn(): void {
    this.isRecovery.update((is) => !is);
    this.code.set('');
    this.form.faults.set({});
    this.form.failure.set(null);
  }
}

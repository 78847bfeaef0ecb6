import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';
import { Api } from '../http/api';
import { AccountPage } from './account-page';
import { faultsOfFailure, faultsOfPassword } from './faults';
import { NewPasswordFields } from './new-password-fields';
import { LEAST } from './password-rules';

/** Where the link of a reset mail leads: a new password, after which every session has ended. */
@Component({
  selector: 'numera-new-password',
  imports: [TranslocoDirective, RouterLink, MatButton, AccountPage, Form, Refusal, NewPasswordFields],
  template: `
    <numera-account-page *transloco="let t" [title]="t('newPassword.title')">
      @if (token()) {
        <form class="form" [numeraForm]="form" (asked)="set()">
          <p>{{ t('newPassword.text') }}</p>
          <numera-refusal [failure]="form.failure()" />
          <numera-new-password-fields isChange [faults]="form.faults()" [(password)]="password" [(repeated)]="repeated" />
          <button type="submit" matButton="filled" disabledInteractive [disabled]="form.isBusy()">
            {{ t(form.isBusy() ? 'form.sending' : 'newPassword.send') }}
          </button>
        </form>
      } @else {
        <p class="notice">{{ t('newPassword.noToken') }}</p>
      }
      <p after>
        <a routerLink="/forgotten-password">{{ t('newPassword.again') }}</a>
      </p>
    </numera-account-page>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewPassword {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  /** From the address. */
  readonly token = input<string>();
  protected readonly form = new Submission(faultsOfFailure);
  protected readonly password = signal('');
  protected readonly repeated = signal('');

  protected async set(): Promise<void> {
    const [token, newPassword] = [this.token(), this.password()];
    // Whether a second factor allows a shorter one, only the server knows here.
    const faults = faultsOfPassword(newPassword, this.repeated(), LEAST.withSecondFactor, []);
    const isSet = await this.form.send(() => this.api.post('/api/auth/reset-password', { token, newPassword }), faults);
    if (isSet) await this.router.navigate(['/sign-in'], { state: { notice: 'passwordChanged' } });
  }
}

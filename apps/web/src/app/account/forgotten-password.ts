import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../forms/field';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';
import { Api } from '../http/api';
import { AccountPage } from './account-page';
import { faultsOfFailure, faultsOfPerson } from './faults';

/** Asks for the mail that lets one choose a new password. The answer is the same whether the address is known or not. */
@Component({
  selector: 'numera-forgotten-password',
  imports: [TranslocoDirective, RouterLink, MatButton, AccountPage, Field, Form, Refusal],
  template: `
    <numera-account-page *transloco="let t" [title]="t('forgottenPassword.title')">
      @if (isSent()) {
        <p class="done" role="status">{{ t('forgottenPassword.sent', { email: email().trim() }) }}</p>
      } @else {
        <form class="form" [numeraForm]="form" (asked)="ask()">
          <p>{{ t('forgottenPassword.text') }}</p>
          <numera-refusal [failure]="form.failure()" />
          <numera-field
            name="email"
            type="email"
            autocomplete="email"
            [label]="t('person.email')"
            [fault]="form.faults()['email']"
            [(value)]="email"
          />
          <button type="submit" matButton="filled" disabledInteractive [disabled]="form.isBusy()">
            {{ t(form.isBusy() ? 'form.sending' : 'forgottenPassword.send') }}
          </button>
        </form>
      }
      <p after>
        <a routerLink="/sign-in">{{ t('forgottenPassword.back') }}</a>
      </p>
    </numera-account-page>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ForgottenPassword {
  private readonly api = inject(Api);
  protected readonly form = new Submission(faultsOfFailure);
  protected readonly email = signal('');
  protected readonly isSent = signal(false);

  protected async ask(): Promise<void> {
    const email = this.email().trim();
    this.isSent.set(await this.form.send(() => this.api.post('/api/auth/request-password-reset', { email }), faultsOfPerson({ email })));
  }
}

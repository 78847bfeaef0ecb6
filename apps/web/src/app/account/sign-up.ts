import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';
import { Api } from '../http/api';
import { Language } from '../language/language';
import { AccountPage } from './account-page';
import { faultsOfFailure, faultsOfPassword, faultsOfPerson } from './faults';
import { NewPasswordFields } from './new-password-fields';
import { LEAST } from './password-rules';
import { PersonFields } from './person-fields';

/** Makes an account, which then waits for its address to be confirmed. */
@Component({
  selector: 'numera-sign-up',
  imports: [TranslocoDirective, RouterLink, MatButton, AccountPage, Form, Refusal, NewPasswordFields, PersonFields],
  template: `
    <numera-account-page *transloco="let t" [title]="t('signUp.title')">
      <form class="form" [numeraForm]="form" (asked)="signUp()">
        <numera-refusal [failure]="form.failure()" />
        <numera-person-fields [faults]="form.faults()" [(name)]="name" [(username)]="username" [(email)]="email" />
        <numera-new-password-fields [faults]="form.faults()" [words]="words()" [(password)]="password" [(repeated)]="repeated" />
        <button type="submit" matButton="filled" disabledInteractive [disabled]="form.isBusy()">
          {{ t(form.isBusy() ? 'form.sending' : 'signUp.send') }}
        </button>
      </form>
      <p after>
        {{ t('signUp.known') }} <a routerLink="/sign-in" queryParamsHandling="preserve">{{ t('signIn.title') }}</a>
      </p>
    </numera-account-page>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignUp {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly language = inject(Language);
  protected readonly form = new Submission(faultsOfFailure);
  protected readonly name = signal('');
  protected readonly username = signal('');
  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly repeated = signal('');
  protected readonly words = computed(() => [this.name(), this.username(), this.email()]);

  protected async signUp(): Promise<void> {
    const person = { name: this.name().trim(), username: this.username().trim(), email: this.email().trim() };
    const faults = { ...faultsOfPerson(person), ...faultsOfPassword(this.password(), this.repeated(), LEAST.alone, this.words()) };
    const account = { ...person, password: this.password(), locale: this.language.code() };
    const isTaken = await this.form.send(() => this.api.post('/api/auth/sign-up/email', account), faults);
    // The address travels beside the page's, not in it: it would stay in the browser's history.
    if (isTaken)
      await this.router.navigate(['/confirm'], { queryParamsHandling: 'preserve', state: { email: person.email, isSent: true } });
  }
}

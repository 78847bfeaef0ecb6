import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';
import { Api } from '../http/api';
import { Account } from './account';
import { AccountPage } from './account-page';
import { faultsOfFailure, faultsOfPassword, faultsOfPerson } from './faults';
import { NewPasswordFields } from './new-password-fields';
import { LEAST } from './password-rules';
import { PersonFields } from './person-fields';

/** Where the link of the first start leads: the account of the first administrator. */
@Component({
  selector: 'numera-setup',
  imports: [TranslocoDirective, MatButton, AccountPage, Form, Refusal, NewPasswordFields, PersonFields],
  template: `
    <numera-account-page *transloco="let t" [title]="t('setup.title')">
      @if (token()) {
        <form class="form" [numeraForm]="form" (asked)="create()">
          <p>{{ t('setup.text') }}</p>
          <numera-refusal [failure]="form.failure()" />
          <numera-person-fields [faults]="form.faults()" [(name)]="name" [(username)]="username" [(email)]="email" />
          <numera-new-password-fields [faults]="form.faults()" [words]="words()" [(password)]="password" [(repeated)]="repeated" />
          <button type="submit" matButton="filled" disabledInteractive [disabled]="form.isBusy()">
            {{ t(form.isBusy() ? 'form.sending' : 'setup.send') }}
          </button>
        </form>
      } @else {
        <p class="notice">{{ t('setup.noToken') }}</p>
      }
    </numera-account-page>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Setup {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  private readonly router = inject(Router);
  /** From the address. */
  readonly token = input<string>();
  protected readonly form = new Submission(faultsOfFailure);
  protected readonly name = signal('');
  protected readonly username = signal('');
  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly repeated = signal('');
  protected readonly words = computed(() => [this.name(), this.username(), this.email()]);

  protected async create(): Promise<void> {
    const person = { name: this.name().trim(), username: this.username().trim(), email: this.email().trim() };
    const faults = { ...faultsOfPerson(person), ...faultsOfPassword(this.password(), this.repeated(), LEAST.alone, this.words()) };
    const isMade = await this.form.send(async () => {
      await this.api.post('/api/v1/setup', { token: this.token(), ...person, password: this.password() });
      this.account.forgetOptions();
      await this.account.refresh();
    }, faults);
    if (!isMade) return;
    if (this.account.me()) await this.router.navigateByUrl('/');
    else await this.router.navigate(['/sign-in'], { state: { email: person.email, notice: 'administratorMade' } });
  }
}

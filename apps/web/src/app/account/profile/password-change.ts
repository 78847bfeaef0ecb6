import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../../forms/field';
import { Form } from '../../forms/form';
import { Refusal } from '../../forms/refusal';
import { Submission } from '../../forms/submission';
import { Api } from '../../http/api';
import { Account } from '../account';
import { faultsOfFailure, faultsOfPassword } from '../faults';
import { NewPasswordFields } from '../new-password-fields';
import { LEAST } from '../password-rules';
import type { Me } from '@numera/contracts';

/** Another password; who has none, because another provider signs them in, gets the link to set one by mail. */
@Component({
  selector: 'numera-password-change',
  imports: [TranslocoDirective, MatButton, Field, Form, Refusal, NewPasswordFields],
  template: `
    <form class="form" *transloco="let t" [numeraForm]="form" (asked)="user().hasPassword ? change() : ask()">
      <numera-refusal [failure]="form.failure()" />
      @if (user().hasPassword) {
        <!-- For password managers, which keep a password under its name. -->
        <input
          class="visually-hidden"
          type="text"
          autocomplete="username"
          tabindex="-1"
          aria-hidden="true"
          readonly
          [value]="user().email"
        />
        <numera-field
          name="currentPassword"
          type="password"
          autocomplete="current-password"
          [label]="t('password.current')"
          [fault]="form.faults()['currentPassword']"
          [(value)]="current"
        />
        <numera-new-password-fields
          isChange
          [faults]="form.faults()"
          [least]="least()"
          [words]="words()"
          [(password)]="password"
          [(repeated)]="repeated"
        />
        <p class="soft">{{ t('profile.password.ends') }}</p>
      } @else {
        <p>{{ t('profile.password.none') }}</p>
      }
      <div class="choices-row">
        <button type="submit" matButton="outlined" disabledInteractive [disabled]="form.isBusy()">
          {{ t(user().hasPassword ? 'profile.password.send' : 'profile.password.ask') }}
        </button>
      </div>
      <p role="status" [class.done]="isDone()">
        {{ isDone() ? t(user().hasPassword ? 'profile.password.changed' : 'profile.password.asked') : '' }}
      </p>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordChange {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  readonly user = input.required<Me['user']>();
  protected readonly form = new Submission(faultsOfFailure);
  protected readonly current = signal('');
  protected readonly password = signal('');
  protected readonly repeated = signal('');
  protected readonly isDone = signal(false);
  protected readonly least = computed(() => (this.user().twoFactorEnabled ? LEAST.withSecondFactor : LEAST.alone));
  protected readonly words = computed(() => [this.user().name, this.user().username ?? '', this.user().email]);

  protected async change(): Promise<void> {
    const [currentPassword, newPassword] = [this.current(), this.password()];
    this.isDone.set(false);
    const isChanged = await this.form.send(
      async () => {
        await this.api.post('/api/auth/change-password', { currentPassword, newPassword });
        await this.account.refresh();
      },
      {
        ...(!currentPassword && { currentPassword: 'form.fault.required' }),
        ...faultsOfPassword(newPassword, this.repeated(), this.least(), this.words()),
      },
    );
    this.isDone.set(isChanged);
    if (isChanged) for (const field of [this.current, this.password, this.repeated]) field.set('');
  }

  protected async ask(): Promise<void> {
    const { email } = this.user();
    this.isDone.set(await this.form.send(() => this.api.post('/api/auth/request-password-reset', { email })));
  }
}

import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../../forms/field';
import { Form } from '../../forms/form';
import { Refusal } from '../../forms/refusal';
import { Submission } from '../../forms/submission';
import { Api } from '../../http/api';
import { Dates } from '../../language/dates';
import { Account } from '../account';
import { faultsOfFailure } from '../faults';
import type { Me } from '@numera/contracts';

/** Asking for one's account and all that is in it to be deleted, and taking that back while there is time. */
@Component({
  selector: 'numera-deletion',
  imports: [TranslocoDirective, MatButton, Field, Form, Refusal],
  template: `
    <form class="form" *transloco="let t" [numeraForm]="form" (asked)="user().deletionAt ? keep() : ask()">
      @if (user().deletionAt; as deletionAt) {
        <p class="notice" role="status">{{ t('profile.deletion.pending', { date: dates.moment(deletionAt) }) }}</p>
        <numera-refusal [failure]="form.failure()" />
        <div class="choices-row">
          <button type="submit" matButton="filled" disabledInteractive [disabled]="form.isBusy()">{{ t('profile.deletion.keep') }}</button>
        </div>
      } @else {
        <p class="soft">{{ t('profile.deletion.text') }}</p>
        <numera-refusal [failure]="form.failure()" />
        @if (isSure()) {
          @if (user().hasPassword) {
            <numera-field
              name="deletionPassword"
              type="password"
              autocomplete="current-password"
              [label]="t('password.current')"
              [fault]="form.faults()['currentPassword']"
              [(value)]="password"
            />
          }
          <div class="choices-row">
            <button type="submit" class="grave" matButton="outlined" disabledInteractive [disabled]="form.isBusy()">
              {{ t('profile.deletion.send') }}
            </button>
            <button type="button" matButton (click)="isSure.set(false)">{{ t('form.cancel') }}</button>
          </div>
        } @else {
          <div class="choices-row">
            <button type="button" class="grave" matButton="outlined" (click)="isSure.set(true)">{{ t('profile.deletion.begin') }}</button>
          </div>
        }
      }
    </form>
  `,
  styles: `
    .grave {
      --mat-button-outlined-label-text-color: var(--reject);
      --mat-button-outlined-outline-color: var(--reject);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Deletion {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  protected readonly dates = inject(Dates);
  readonly user = input.required<Me['user']>();
  protected readonly form = new Submission(faultsOfFailure);
  protected readonly isSure = signal(false);
  protected readonly password = signal('');

  protected async ask(): Promise<void> {
    const password = this.password();
    const needsPassword = this.user().hasPassword;
    const isAsked = await this.form.send(
      async () => {
        await this.api.post('/api/v1/me/deletion', needsPassword ? { password } : {});
        await this.account.refresh();
      },
      needsPassword && !password ? { currentPassword: 'form.fault.required' } : {},
    );
    if (!isAsked) return;
    this.isSure.set(false);
    this.password.set('');
  }

  protected async keep(): Promise<void> {
    await this.form.send(async () => {
      await this.api.delete('/api/v1/me/deletion');
      await this.account.refresh();
    });
  }
}

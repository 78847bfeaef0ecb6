import { ChangeDetectionStrategy, Component, effect, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { User, UserChange } from '@numera/contracts';
import { faultsOfFailure, faultsOfPerson } from '../../account/faults';
import { Field } from '../../forms/field';
import { Form } from '../../forms/form';
import { Refusal } from '../../forms/refusal';
import { Submission } from '../../forms/submission';
import { changeOf, FIELDS, type UserValues } from './user-values';

/** Name, address and user name of someone, to be corrected. */
@Component({
  selector: 'numera-user-form',
  imports: [TranslocoDirective, MatButton, Field, Form, Refusal],
  template: `
    <form *transloco="let t" class="stack" [numeraForm]="submission" (asked)="send()">
      <numera-refusal [failure]="submission.failure()" />
      @for (name of fields; track name) {
        <numera-field
          [name]="'user-' + name"
          [label]="t('users.column.' + name)"
          [type]="name === 'email' ? 'email' : 'text'"
          [isOptional]="name === 'username'"
          [fault]="submission.faults()[name]"
          [value]="values()[name]"
          (valueChange)="set(name, $event)"
        />
      }
      <div class="actions">
        <button type="submit" matButton="filled" disabledInteractive [disabled]="submission.isBusy()">{{ t('form.save') }}</button>
      </div>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserForm {
  readonly user = input.required<User>();
  readonly save = input.required<(change: UserChange) => Promise<void>>();
  protected readonly fields = FIELDS;
  protected readonly values = signal<UserValues>({ name: '', email: '', username: '' });
  protected readonly submission = new Submission(faultsOfFailure);

  constructor() {
    effect(() => {
      const { name, email, username } = this.user();
      untracked(() => this.values.set({ name, email, username: username ?? '' }));
    });
  }

  protected set(name: keyof UserValues, value: string): void {
    this.values.update((before) => ({ ...before, [name]: value }));
  }

  protected async send(): Promise<void> {
    const change = changeOf(this.user(), this.values());
    if (Object.keys(change).length === 0) return;
    await this.submission.send(() => this.save()(change), faultsOfPerson(change));
  }
}

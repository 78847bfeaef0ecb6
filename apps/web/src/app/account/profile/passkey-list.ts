import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../../forms/field';
import { Form } from '../../forms/form';
import { Refusal } from '../../forms/refusal';
import { Submission } from '../../forms/submission';
import { Failure } from '../../http/failure';
import { Dates } from '../../language/dates';
import { Passkeys } from '../passkeys';

/** The person's passkeys: each under the name of the device it is on. */
@Component({
  selector: 'numera-passkey-list',
  imports: [TranslocoDirective, MatButton, Field, Form, Refusal],
  templateUrl: './passkey-list.html',
  styleUrl: './rows.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasskeyList {
  protected readonly passkeys = inject(Passkeys);
  protected readonly dates = inject(Dates);
  protected readonly form = new Submission();
  protected readonly name = signal('');
  private readonly found = resource({ loader: () => this.passkeys.list() });
  protected readonly list = computed(() => (this.found.hasValue() ? this.found.value() : null));
  protected readonly failure = computed(() => {
    const error = this.found.error();
    return error instanceof Failure ? error : this.form.failure();
  });

  protected async add(): Promise<void> {
    const name = this.name().trim();
    const isAdded = await this.form.send(() => this.passkeys.add(name), name ? {} : { passkeyName: 'form.fault.required' });
    if (!isAdded) return;
    this.name.set('');
    this.found.reload();
  }

  protected async remove(id: string): Promise<void> {
    if (await this.form.send(() => this.passkeys.remove(id))) this.found.reload();
  }
}

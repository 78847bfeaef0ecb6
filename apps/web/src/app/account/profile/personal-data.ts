import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../../forms/field';
import { Form } from '../../forms/form';
import { Refusal } from '../../forms/refusal';
import { Submission } from '../../forms/submission';
import { Api } from '../../http/api';
import { Language } from '../../language/language';
import { LANGUAGE_NAMES, type LanguageCode, LANGUAGES } from '../../language/languages';
import { Account } from '../account';
import { faultsOfFailure, faultsOfPerson } from '../faults';
import type { Me } from '@numera/contracts';

/** Name, user name, language and address. A new address holds once the mail sent there has been answered. */
@Component({
  selector: 'numera-personal-data',
  imports: [TranslocoDirective, MatButton, Field, Form, Refusal],
  templateUrl: './personal-data.html',
  styleUrl: './personal-data.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PersonalData {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  private readonly language = inject(Language);
  readonly user = input.required<Me['user']>();

  protected readonly languages = LANGUAGES;
  protected readonly names = LANGUAGE_NAMES;
  protected readonly naming = new Submission(faultsOfFailure);
  protected readonly moving = new Submission(faultsOfFailure);
  protected readonly speaking = new Submission();
  protected readonly name = linkedSignal(() => this.user().name);
  protected readonly username = linkedSignal(() => this.user().username ?? '');
  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly isSaved = signal(false);
  protected readonly sentTo = signal('');

  protected async save(): Promise<void> {
    const person = { name: this.name().trim(), username: this.username().trim() };
    this.isSaved.set(false);
    const isSaved = await this.naming.send(async () => {
      await this.api.post('/api/auth/update-user', person);
      await this.account.refresh();
    }, faultsOfPerson(person));
    this.isSaved.set(isSaved);
  }

  protected async moveTo(): Promise<void> {
    const [newEmail, password] = [this.email().trim(), this.password()];
    const needsPassword = this.user().hasPassword;
    this.sentTo.set('');
    const isAsked = await this.moving.send(
      () => this.api.post('/api/auth/change-email', { newEmail, ...(needsPassword && { password }) }),
      { ...faultsOfPerson({ email: newEmail }), ...(needsPassword && !password && { currentPassword: 'form.fault.required' }) },
    );
    if (!isAsked) return;
    this.sentTo.set(newEmail);
    this.email.set('');
    this.password.set('');
  }

  protected async speak(event: Event): Promise<void> {
    const { value } = event.target as HTMLSelectElement;
    const code = LANGUAGES.find((language): language is LanguageCode => language === value);
    if (!code) return;
    await this.speaking.send(async () => {
      await this.api.patch('/api/v1/me', { locale: code });
      await this.language.choose(code);
      await this.account.refresh();
    });
  }
}

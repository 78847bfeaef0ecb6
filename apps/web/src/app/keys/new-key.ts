import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { NewApiKey } from '@numera/contracts';
import { Account } from '../account/account';
import { Drawer } from '../drawer/drawer';
import { Field } from '../forms/field';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';
import { Api } from '../http/api';
import { Copy } from '../recognise/reading/copy';
import { endOfLifetime, type Lifetime, LIFETIMES, type Scope, scopesOf } from './lifetime';

/** Makes a key, and shows it this once. */
@Component({
  imports: [TranslocoDirective, MatButton, MatDialogClose, Copy, Drawer, Field, Form, Refusal],
  templateUrl: './new-key.html',
  styleUrl: './new-key.scss',
  host: { class: 'desk' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewKey {
  private readonly data = inject<{ made: () => void }>(MAT_DIALOG_DATA);
  private readonly shown = inject(MatDialogRef);
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  protected readonly submission = new Submission();
  protected readonly name = signal('');
  protected readonly scopes = signal<ReadonlySet<Scope>>(new Set(['predict']));
  protected readonly lifetime = signal<Lifetime>(90);
  protected readonly isUnlimited = signal(false);
  /** The key, once it is made. */
  protected readonly made = signal<NewApiKey | null>(null);
  protected readonly offered = computed(() => scopesOf(this.account.me()?.workspace?.role ?? 'user', this.account.isAdministrator()));
  protected readonly isAdministrator = this.account.isAdministrator;
  protected readonly lifetimes = LIFETIMES;
  protected readonly example = computed(
    () => `curl -F image=@number.png -H 'Authorization: Bearer ${this.made()?.key ?? ''}' ${location.origin}/api/v1/predictions`,
  );

  protected choose(scope: Scope): void {
    this.scopes.update((before) => new Set(before.has(scope) ? [...before].filter((other) => other !== scope) : [...before, scope]));
  }

  protected last(lifetime: string): void {
    this.lifetime.set(LIFETIMES.find((known) => String(known) === lifetime) ?? null);
  }

  protected make(): Promise<boolean> {
    const name = this.name().trim();
    const faults = {
      ...(name === '' && { name: 'keys.fault.name' }),
      ...(this.scopes().size === 0 && { scopes: 'keys.fault.scopes' }),
    };
    return this.submission.send(async () => {
      const expiresAt = endOfLifetime(this.lifetime(), new Date());
      const made = await this.api.post<NewApiKey>('/api/v1/api-keys', {
        name,
        scopes: this.offered().filter((scope) => this.scopes().has(scope)),
        ...(expiresAt && { expiresAt }),
        ...(this.isUnlimited() && { isUnlimited: true }),
      });
      // A key that is closed by a slip of the hand is lost.
      this.shown.disableClose = true;
      this.made.set(made);
      this.data.made();
    }, faults);
  }
}

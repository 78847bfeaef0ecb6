import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Form } from '../forms/form';
import { Refusal } from '../forms/refusal';
import { Submission } from '../forms/submission';
import { Api } from '../http/api';
import { Failure } from '../http/failure';
import { Account } from './account';
import { AccountPage } from './account-page';

/** Where the link of an invitation leads: who is asked to what, and joining it once signed in. */
@Component({
  selector: 'numera-invitation',
  imports: [TranslocoDirective, RouterLink, MatButton, MatProgressBar, AccountPage, Form, Refusal],
  templateUrl: './invitation.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Invitation {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  private readonly router = inject(Router);
  /** From the address. */
  readonly token = input<string>();
  protected readonly form = new Submission();
  protected readonly me = this.account.me;
  /** This page, to come back to from signing in. */
  protected readonly here = computed(() => ({ return: `/invitation?token=${encodeURIComponent(this.token() ?? '')}` }));
  protected readonly preview = resource({
    params: () => this.token(),
    loader: async ({ params: token }) => {
      await this.account.ready();
      return this.api.get<{ workspace: string; email: string; role: string }>('/api/v1/invitations/preview', { token });
    },
  });
  protected readonly offer = computed(() => (this.preview.hasValue() ? this.preview.value() : null));
  protected readonly refused = computed(() => {
    const error = this.preview.error();
    if (!(error instanceof Failure)) return null;
    // A link that was cut short and one that is no longer good are the same to whoever holds it.
    return error.status === 400 || error.status === 404 ? new Failure('link_invalid', error.status) : error;
  });

  protected async accept(): Promise<void> {
    const isIn = await this.form.send(async () => {
      await this.api.post('/api/v1/invitations/acceptance', { token: this.token() });
      await this.account.refresh();
    });
    if (isIn) await this.router.navigateByUrl('/');
  }
}

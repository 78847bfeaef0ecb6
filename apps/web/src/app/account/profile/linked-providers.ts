import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LinkedProvider, LinkedProviderList } from '@numera/contracts';
import { Confirmation } from '../../drawer/confirmation';
import { Form } from '../../forms/form';
import { Refusal } from '../../forms/refusal';
import { Submission } from '../../forms/submission';
import { Api } from '../../http/api';
import { Failure } from '../../http/failure';
import { Dates } from '../../language/dates';
import { type Provider, SignIns } from '../sign-ins';

/** The other providers that sign the person in: each can be linked, and taken away while another way in is left. */
@Component({
  selector: 'numera-linked-providers',
  imports: [TranslocoDirective, MatButton, MatProgressBar, Form, Refusal],
  templateUrl: './linked-providers.html',
  styleUrl: './rows.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinkedProviders {
  private readonly api = inject(Api);
  private readonly signIns = inject(SignIns);
  private readonly confirmation = inject(Confirmation);
  protected readonly dates = inject(Dates);
  /** Those that this installation knows. */
  readonly offered = input.required<readonly Provider[]>();
  /** From the address: why a provider sent the person back. */
  readonly error = input<string>();
  protected readonly form = new Submission();
  protected readonly found = resource({ loader: () => this.api.get<LinkedProviderList>('/api/v1/me/providers') });
  protected readonly list = computed(() => (this.found.hasValue() ? this.found.value().items : null));
  /** Those that are not linked yet, once it is known which are. */
  protected readonly open = computed(() => {
    const linked = this.list();
    return linked ? this.offered().filter(({ id }) => !linked.some(({ provider }) => provider === id)) : [];
  });
  protected readonly failure = computed(() => {
    const [error, sentBack] = [this.found.error(), this.error()];
    if (error instanceof Failure) return error;
    if (this.form.failure() || this.form.isBusy() || sentBack === undefined) return this.form.failure();
    return new Failure(sentBack === 'account_already_linked_to_different_user' ? sentBack : 'provider_not_linked', 0);
  });

  protected async link(provider: Provider): Promise<void> {
    await this.form.send(() => this.signIns.link(provider));
  }

  protected async unlink({ id, name }: LinkedProvider): Promise<void> {
    const isMeant = await this.confirmation.ask({
      title: 'profile.providers.unlink.title',
      text: 'profile.providers.unlink.text',
      action: 'form.remove',
      about: { provider: name },
    });
    if (isMeant && (await this.form.send(() => this.api.delete(`/api/v1/me/providers/${id}`)))) this.found.reload();
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { Form } from '../../forms/form';
import { Refusal } from '../../forms/refusal';
import { Submission } from '../../forms/submission';
import { Api } from '../../http/api';
import { Failure } from '../../http/failure';
import { Dates } from '../../language/dates';
import { browserOf, type SessionSummary } from '@numera/contracts';

/** Where the person is signed in; any session but this one is ended here, one by one or all at once. */
@Component({
  selector: 'numera-sessions',
  imports: [TranslocoDirective, MatButton, MatProgressBar, Form, Refusal],
  templateUrl: './sessions.html',
  styleUrl: './rows.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sessions {
  private readonly api = inject(Api);
  protected readonly dates = inject(Dates);
  protected readonly form = new Submission();
  protected readonly found = resource({ loader: () => this.api.get<{ items: SessionSummary[] }>('/api/v1/me/sessions') });
  protected readonly list = computed(() =>
    (this.found.hasValue() ? this.found.value().items : []).map((session) => ({ ...session, browser: browserOf(session.userAgent) })),
  );
  protected readonly hasOthers = computed(() => this.list().some(({ current }) => !current));
  protected readonly failure = computed(() => {
    const error = this.found.error();
    return error instanceof Failure ? error : this.form.failure();
  });

  protected async end(id: string): Promise<void> {
    if (await this.form.send(() => this.api.delete(`/api/v1/me/sessions/${id}`))) this.found.reload();
  }

  protected async endOthers(): Promise<void> {
    if (await this.form.send(() => this.api.delete('/api/v1/me/sessions'))) this.found.reload();
  }
}

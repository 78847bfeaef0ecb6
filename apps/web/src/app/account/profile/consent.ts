import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatSlideToggle, type MatSlideToggleChange } from '@angular/material/slide-toggle';
import { TranslocoDirective } from '@jsverse/transloco';
import { Refusal } from '../../forms/refusal';
import { Submission } from '../../forms/submission';
import { Api } from '../../http/api';
import { Account } from '../account';

/** Whether what the person sends may be learned from; off until they say so. */
@Component({
  selector: 'numera-consent',
  imports: [TranslocoDirective, MatSlideToggle, Refusal],
  template: `
    <ng-container *transloco="let t">
      <p class="soft">{{ t('profile.consent.text') }}</p>
      <mat-slide-toggle hideIcon [checked]="isGiven()" [disabled]="form.isBusy()" disabledInteractive (change)="give($event)">{{
        t('profile.consent.give')
      }}</mat-slide-toggle>
      <numera-refusal [failure]="form.failure()" />
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 1rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Consent {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  readonly isGiven = input.required<boolean>();
  protected readonly form = new Submission();

  protected async give({ checked, source }: MatSlideToggleChange): Promise<void> {
    const isTaken = await this.form.send(async () => {
      await this.api.patch('/api/v1/me', { trainingConsent: checked });
      await this.account.refresh();
    });
    // What the server has not taken must not look as if it had.
    if (!isTaken) source.checked = this.isGiven();
  }
}

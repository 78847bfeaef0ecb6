import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Refusal } from '../../forms/refusal';
import { Failure } from '../../http/failure';

/**
 * All that is kept of the person, in one archive; a plain link, so that the browser writes it to disk as it comes. The server says that it is a file:
 * when there is none, it leads back here.
 */
@Component({
  selector: 'numera-export',
  imports: [TranslocoDirective, MatButton, Refusal],
  template: `
    <ng-container *transloco="let t">
      <p class="soft">{{ t('profile.export.text') }}</p>
      <div class="choices-row">
        <a matButton="outlined" href="/api/v1/me/export">{{ t('profile.export.send') }}</a>
      </div>
      <numera-refusal [failure]="failure()" />
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
export class Export {
  /** Code of the problem that the link led to. */
  readonly error = input<string>();
  protected readonly failure = computed(() => {
    const error = this.error();
    return error === undefined ? null : new Failure(error, 0);
  });
}

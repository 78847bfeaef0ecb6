import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

/** All that is kept of the person, in one archive; a plain link, so that the browser writes it to disk as it comes. */
@Component({
  selector: 'numera-export',
  imports: [TranslocoDirective, MatButton],
  template: `
    <ng-container *transloco="let t">
      <p class="soft">{{ t('profile.export.text') }}</p>
      <div class="choices-row">
        <a matButton="outlined" href="/api/v1/me/export" download>{{ t('profile.export.send') }}</a>
      </div>
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
export class Export {}

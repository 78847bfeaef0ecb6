import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../icon/icon';

/** The codes for the day when the telephone is gone: shown once, to copy, print or save. */
@Component({
  selector: 'numera-recovery-codes',
  imports: [TranslocoDirective, MatButton, Icon],
  template: `
    <div class="kept" role="region" tabindex="-1" *transloco="let t" [attr.aria-label]="t('profile.recoveryCodes.title')">
      <h3>{{ t('profile.recoveryCodes.title') }}</h3>
      <p>{{ t('profile.recoveryCodes.text') }}</p>
      <ul>
        @for (code of codes(); track code) {
          <li>{{ code }}</li>
        }
      </ul>
      <div class="choices-row">
        <button type="button" matButton="outlined" (click)="copy()">
          <numera-icon name="copy" /> {{ t(isCopied() ? 'result.copied' : 'result.copy') }}
        </button>
        <button type="button" matButton="outlined" (click)="print()">{{ t('profile.recoveryCodes.print') }}</button>
        <button type="button" matButton (click)="kept.emit()">{{ t('profile.recoveryCodes.kept') }}</button>
      </div>
    </div>
  `,
  styleUrl: './recovery-codes.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecoveryCodes {
  readonly codes = input.required<readonly string[]>();
  readonly kept = output();
  protected readonly isCopied = signal(false);

  protected async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.codes().join('\n'));
    this.isCopied.set(true);
  }

  protected print(): void {
    window.print();
  }
}

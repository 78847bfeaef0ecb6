import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../icon/icon';

/** How long the button says that the text was copied, ms. */
const SAID_MS = 2_500;

/** Copies the digits that were read, leading zeros kept and rows on lines of their own. Works without https too, as the toolkit's clipboard does. */
@Component({
  selector: 'numera-copy',
  imports: [TranslocoDirective, MatButton, Icon],
  template: `
    <ng-container *transloco="let t">
      <button type="button" matButton (click)="copy()">
        <numera-icon [name]="isCopied() ? 'accept' : 'copy'" /> {{ t(isCopied() ? 'result.copied' : 'result.copy') }}
      </button>
      <span class="visually-hidden" role="status">{{ isCopied() ? t('result.copied') : '' }}</span>
    </ng-container>
  `,
  styles: `
    :host {
      flex: none;
    }
    numera-icon {
      vertical-align: -0.25em;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Copy {
  readonly text = input.required<string>();
  private readonly clipboard = inject(Clipboard);
  protected readonly isCopied = signal(false);
  private saying: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      this.text();
      this.isCopied.set(false);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.saying));
  }

  protected copy(): void {
    if (!this.clipboard.copy(this.text())) return;
    this.isCopied.set(true);
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.isCopied.set(false), SAID_MS);
  }
}

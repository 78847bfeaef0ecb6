import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Prediction } from '@numera/contracts';
import { Icon } from '../../icon/icon';
import { Voice } from './voice';

/** Says the result, or stops saying it; nothing where the browser cannot speak. */
@Component({
  selector: 'numera-listen',
  imports: [TranslocoDirective, MatButton, Icon],
  template: `
    @if (voice.isThere) {
      <ng-container *transloco="let t">
        <button type="button" matButton (click)="voice.isSpeaking() ? voice.stop() : voice.say(prediction())">
          <numera-icon [name]="voice.isSpeaking() ? 'stop' : 'sound'" /> {{ t(voice.isSpeaking() ? 'voice.stop' : 'voice.listen') }}
        </button>
        <span role="status">{{ voice.hasFailed() ? t('voice.failed') : '' }}</span>
      </ng-container>
    }
  `,
  styles: `
    :host {
      flex: none;
    }
    numera-icon {
      vertical-align: -0.25em;
    }
    span {
      color: var(--ink-soft);
      font-size: 0.9375rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Listen {
  readonly prediction = input.required<Prediction>();
  protected readonly voice = inject(Voice);
}

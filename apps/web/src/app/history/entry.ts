import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { PredictionSummary } from '@numera/contracts';
import { Icon } from '../icon/icon';
import { Language } from '../language/language';
import { Moment } from '../listing/moment';
import { percent } from '../recognise/certainty';
import { asLine } from '../recognise/reading/rows';
import { OutcomeChip } from './outcome-chip';

/** One prediction in the list: its picture, what was read, how sure it is and when. */
@Component({
  selector: 'numera-history-entry',
  imports: [TranslocoDirective, Icon, Moment, OutcomeChip],
  template: `
    <button *transloco="let t" type="button" (click)="opened.emit()">
      <span class="picture">
        @if (isSeen()) {
          <img loading="lazy" alt="" [src]="'/api/v1/predictions/' + prediction().id + '/image'" (error)="isSeen.set(false)" />
        } @else {
          <numera-icon name="image" />
        }
      </span>
      <span class="words">
        <span class="text" [class.none]="!prediction().text">
          <span class="visually-hidden">{{ t('history.open') }} </span>{{ line() || '–' }}
        </span>
        <span class="verdict">
          <numera-outcome-chip [prediction]="prediction()" />
          @if (prediction().text) {
            <span class="share">{{ share() }}</span>
          }
        </span>
        <numera-moment class="quiet" [at]="prediction().createdAt" />
      </span>
    </button>
  `,
  styleUrl: './entry.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Entry {
  readonly prediction = input.required<PredictionSummary>();
  readonly opened = output();
  private readonly language = inject(Language);
  /** Whether there is a picture to show. */
  protected readonly isSeen = signal(true);
  protected readonly line = computed(() => asLine(this.prediction().text ?? ''));
  protected readonly share = computed(() => percent(this.prediction().confidence ?? 0, this.language.code()));
}

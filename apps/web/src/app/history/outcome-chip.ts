import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { PredictionSummary } from '@numera/contracts';
import { Icon } from '../icon/icon';
import { outcomeOf } from './outcome';

/** The decision on a reading, or that it is pending or failed. */
@Component({
  selector: 'numera-outcome-chip',
  imports: [TranslocoDirective, Icon],
  template: `
    <span *transloco="let t" class="chip" [class]="look()">
      @if (outcome() === 'accept' || outcome() === 'review' || outcome() === 'reject') {
        <numera-icon [name]="look()" />
      }
      {{ t((isDecision() ? 'result.decision.' : 'history.status.') + outcome()) }}
    </span>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OutcomeChip {
  readonly prediction = input.required<Pick<PredictionSummary, 'status' | 'text' | 'decision'>>();
  protected readonly outcome = computed(() => outcomeOf(this.prediction()));
  protected readonly isDecision = computed(() => this.prediction().status === 'done');
  protected readonly look = computed(() => {
    const outcome = this.outcome();
    if (outcome === 'failed') return 'reject';
    return outcome === 'pending' ? 'review' : outcome;
  });
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Failure } from '../http/failure';
import { sentenceOf } from '../http/sentences';

/** Says why the server did not do it, in the language of the page, and how long to wait where it said so. */
@Component({
  selector: 'numera-refusal',
  imports: [TranslocoDirective],
  template: `
    @if (failure(); as failure) {
      <ng-container *transloco="let t">
        <p role="alert" tabindex="-1">
          {{ t(sentence()) }}
          @if (minutes(); as minutes) {
            {{ t(minutes === 1 ? 'problem.waitOne' : 'problem.wait', { minutes }) }}
          }
        </p>
      </ng-container>
    }
  `,
  styles: `
    :host(:empty) {
      display: none;
    }
    p {
      padding: 0.7rem 1rem;
      border-inline-start: 4px solid var(--reject);
      border-radius: 0 var(--radius) var(--radius) 0;
      background: var(--reject-ground);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Refusal {
  readonly failure = input.required<Failure | null>();
  protected readonly sentence = computed(() => {
    const failure = this.failure();
    return failure ? sentenceOf(failure) : '';
  });
  protected readonly minutes = computed(() => {
    const seconds = this.failure()?.retryAfterS;
    return seconds ? Math.ceil(seconds / 60) : 0;
  });
}

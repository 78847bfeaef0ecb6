import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Failure } from '../http/failure';
import { sentenceOf } from '../http/sentences';

/** What stands in the place of something that could not be loaded. */
@Component({
  selector: 'numera-trouble',
  imports: [TranslocoDirective, MatButton],
  template: `
    <div *transloco="let t" role="alert">
      <h2>{{ t('listing.failed') }}</h2>
      <p>{{ t(sentence()) }}</p>
      <button type="button" matButton="outlined" (click)="retry.emit()">{{ t('form.retry') }}</button>
    </div>
  `,
  styles: `
    div {
      display: grid;
      justify-items: start;
      gap: 0.5rem;
      max-width: 36rem;
      margin-block: 1rem;
      padding: 1.25rem 1.5rem;
      border-inline-start: 4px solid var(--reject);
      border-radius: 0 var(--radius) var(--radius) 0;
      background: var(--reject-ground);
    }
    h2 {
      color: var(--reject);
      font-size: 1.2rem;
    }
    button {
      margin-block-start: 0.5rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Trouble {
  readonly failure = input.required<Failure>();
  readonly retry = output();
  protected readonly sentence = computed(() => sentenceOf(this.failure()));
}

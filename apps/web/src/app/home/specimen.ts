import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { Language } from '../language/language';
import { percent } from '../recognise/certainty';
import { HANDWRITING } from './handwriting';

/** An example of a reading, marked as one: what the visitor will get for a digit of their own. */
@Component({
  selector: 'numera-specimen',
  imports: [TranslocoDirective, Icon],
  template: `
    <figure *transloco="let t">
      <div class="sheet" aria-hidden="true">
        <svg viewBox="-20 -10 140 160"><path pathLength="1" [attr.d]="seven" /></svg>
        <i></i>
      </div>
      <figcaption>
        <span class="example">{{ t('home.example') }}</span>
        <span>{{ t('result.prediction', { text: '7' }) }}</span>
        <strong>{{ t('result.probability', { probability: probability() }) }}</strong>
        <span class="decision"><numera-icon name="accept" /> {{ t('result.decision.accept') }}</span>
      </figcaption>
    </figure>
  `,
  styleUrl: './specimen.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Specimen {
  private readonly language = inject(Language);
  protected readonly seven = HANDWRITING[7];
  protected readonly probability = computed(() => percent(0.9987, this.language.code()));
}

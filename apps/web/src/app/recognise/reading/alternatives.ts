import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Alternative } from '@numera/contracts';
import { Language } from '../../language/language';
import { percent } from '../certainty';
import { differing } from './differing';
import { asLine } from './rows';

/** Other texts that may stand there, best first, with what sets each apart from the text that is shown. */
@Component({
  selector: 'numera-alternatives',
  imports: [TranslocoDirective],
  template: `
    <section *transloco="let t">
      <h3 id="alternatives">{{ t('result.alternatives') }}</h3>
      <ol aria-labelledby="alternatives">
        @for (other of others(); track other.text) {
          <li>
            <span class="text">
              @for (part of other.parts; track $index) {
                <span [class.other]="part.isOther">{{ part.text }}</span>
              }
            </span>
            <span class="share">{{ other.share }}</span>
          </li>
        }
      </ol>
    </section>
  `,
  styles: `
    h3 {
      margin-block-end: 0.4rem;
      font-size: 1rem;
      font-weight: 650;
      letter-spacing: 0;
    }
    ol {
      display: flex;
      flex-wrap: wrap;
      gap: 0.4rem 0.6rem;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: 0.7rem;
      padding: 0.2rem 0.6rem;
      border: 1px solid var(--rule);
      border-radius: var(--radius);
      background: var(--surface);
      font: 500 1rem/1.5 var(--figures);
    }
    .text {
      overflow-wrap: anywhere;
    }
    .other {
      border-radius: 2px;
      background: var(--marker-wash);
      font-weight: 750;
    }
    .share {
      color: var(--ink-soft);
      font-size: 0.9375rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Alternatives {
  readonly text = input.required<string>();
  readonly alternatives = input.required<readonly Alternative[]>();
  private readonly language = inject(Language);
  protected readonly others = computed(() =>
    this.alternatives().map(({ text, confidence }) => ({
      text,
      parts: differing(asLine(text), asLine(this.text())),
      share: percent(confidence, this.language.code()),
    })),
  );
}

import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Language } from '../language/language';
import { percent, type Share } from './certainty';

/** A bar for each label, on a ruler from 0 to 100% with a mark at each quarter. */
@Component({
  selector: 'numera-ruler',
  template: `
    <ul [attr.aria-label]="label()">
      @for (share of shares(); track share.label) {
        <li [class.best]="share.label === best()" [class.second]="share.label === second()">
          <span>{{ share.label }}</span>
          <span class="track" aria-hidden="true"><i [style.inline-size.%]="share.probability * 100"></i></span>
          <span class="value">{{ isAtRest() ? '' : asPercent(share.probability) }}</span>
        </li>
      }
    </ul>
  `,
  styleUrl: './ruler.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Ruler {
  readonly shares = input.required<readonly Share[]>();
  readonly label = input<string>();
  readonly best = input<string | null>();
  readonly second = input<string>();
  /** Nothing was read yet: a ruler without figures. */
  readonly isAtRest = input(false);
  private readonly language = inject(Language);

  protected asPercent(fraction: number): string {
    return percent(fraction, this.language.code());
  }
}

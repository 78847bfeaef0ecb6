import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ReadGlyph } from '@numera/contracts';
import { Language } from '../../language/language';
import { closeRunnerUp, percent, shares } from '../certainty';
import { Ruler } from '../ruler';
import { ExplanationView } from './explanation';

/** How sure one digit is: a bar for each of the ten, what else it could be, how it is written, and what spoke for it. */
@Component({
  selector: 'numera-digit-detail',
  imports: [TranslocoDirective, Ruler, ExplanationView],
  templateUrl: './digit-detail.html',
  styleUrl: './digit-detail.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DigitDetail {
  readonly glyph = input.required<ReadGlyph>();
  /** Its place in the order of reading, and how many there are. */
  readonly index = input.required<number>();
  readonly count = input.required<number>();
  /** While a drawing is read along there is nothing to explain: the next stroke makes it another digit. */
  readonly isLive = input(false);
  private readonly language = inject(Language);
  protected readonly bars = computed(() => shares(this.glyph().probabilities));
  protected readonly runnerUp = computed(() => closeRunnerUp(this.glyph()));
  protected readonly written = computed(() => {
    const descriptors = this.glyph().descriptors;
    if (!descriptors) return [];
    const { strokeWidth, slant, aspect, inkShare, loops } = descriptors;
    const whole = (value: number, options: Intl.NumberFormatOptions): string =>
      new Intl.NumberFormat(this.language.code(), { maximumFractionDigits: 0, ...options }).format(value);
    return [
      { name: 'strokeWidth', value: whole(strokeWidth, { style: 'percent' }) },
      { name: 'slant', value: whole(slant, { style: 'unit', unit: 'degree', unitDisplay: 'narrow', signDisplay: 'exceptZero' }) },
      { name: 'aspect', value: whole(aspect, { style: 'percent' }) },
      { name: 'inkShare', value: whole(inkShare, { style: 'percent' }) },
      { name: 'loops', value: whole(loops, {}) },
    ];
  });

  protected asPercent(fraction: number): string {
    return percent(fraction, this.language.code());
  }
}

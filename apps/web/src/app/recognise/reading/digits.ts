import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Prediction, ReadGlyph } from '@numera/contracts';
import { Language } from '../../language/language';
import { closeRunnerUp, percent } from '../certainty';
import { digitAfterKey, rowsOf } from './rows';
import { Selection } from './selection';

/** Rows of up to so many digits and marks are written in figures of that size, rem. */
const SIZES = [
  { most: 8, rem: 2.75 },
  { most: 12, rem: 2.1 },
  { most: Infinity, rem: 1.5 },
] as const;

/** The number that was read, row by row: each digit a tab whose panel says how sure it is. */
@Component({
  selector: 'numera-digits',
  imports: [TranslocoDirective],
  template: `
    <div *transloco="let t" role="tablist" [attr.aria-label]="t('result.digits')" [style.--figure.rem]="figureRem()">
      @for (row of rows(); track $index) {
        <div class="row" role="presentation">
          @for (token of row; track $index) {
            @if (token.kind === 'digit') {
              <button
                type="button"
                role="tab"
                [id]="'digit-' + token.index"
                aria-controls="digit-detail"
                [attr.aria-selected]="token.index === selection.chosen()"
                [attr.aria-label]="t('result.digitTab', { label: token.glyph.label, probability: asPercent(token.glyph.confidence) })"
                [tabindex]="token.index === selection.chosen() ? 0 : -1"
                [class.shown]="token.index === selection.shown()"
                [class.unsure]="isUnsure(token.glyph)"
                (click)="selection.choose(token.index)"
                (focus)="selection.choose(token.index)"
                (pointerenter)="selection.point(token.index)"
              >
                {{ token.glyph.label }}<i [style.inline-size.%]="token.glyph.confidence * 100"></i>
              </button>
            } @else {
              <span class="mark" aria-hidden="true">{{ token.mark.symbol }}</span>
            }
          }
        </div>
      }
    </div>
  `,
  styleUrl: './digits.scss',
  host: { '(keydown)': 'move($event)', '(pointerleave)': 'selection.point(null)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Digits {
  readonly prediction = input.required<Prediction>();
  protected readonly selection = inject(Selection);
  private readonly language = inject(Language);
  private readonly place = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly rows = computed(() => rowsOf(this.prediction()));
  protected readonly figureRem = computed(() => {
    const longest = Math.max(0, ...this.rows().map(({ length }) => length));
    return SIZES.find(({ most }) => longest <= most)?.rem;
  });

  protected move(event: KeyboardEvent): void {
    const to = digitAfterKey(this.prediction().glyphs, this.selection.chosen(), event.key);
    if (to === null) return;
    event.preventDefault();
    this.place.querySelector<HTMLElement>(`#digit-${to}`)?.focus();
  }

  protected isUnsure(glyph: ReadGlyph): boolean {
    return closeRunnerUp(glyph) !== null;
  }

  protected asPercent(fraction: number): string {
    return percent(fraction, this.language.code());
  }
}

import { afterNextRender, ChangeDetectionStrategy, Component, computed, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Prediction } from '@numera/contracts';
import { Icon } from '../icon/icon';
import { Language } from '../language/language';
import { Cell } from './cell';
import { percent } from './certainty';
import { Alternatives } from './reading/alternatives';
import { Copy } from './reading/copy';
import { DigitDetail } from './reading/digit-detail';
import { Digits } from './reading/digits';
import { asLine, leastSure } from './reading/rows';
import { Selection } from './reading/selection';
import { Session } from './session';
import { Listen } from './voice/listen';

/** What was read, what to do with it and why, how sure each digit is, and what else it could be. */
@Component({
  selector: 'numera-result',
  imports: [TranslocoDirective, MatButton, Alternatives, Cell, Copy, DigitDetail, Digits, Icon, Listen],
  templateUrl: './result.html',
  styleUrl: './result.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Result {
  readonly prediction = input.required<Prediction>();
  /** The reading follows the pen: the focus stays with the pen. */
  readonly isLive = input(false);
  readonly back = output();
  private readonly place = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly language = inject(Language);
  protected readonly session = inject(Session);
  protected readonly selection = inject(Selection);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly isNumber = computed(() => this.prediction().glyphs.length > 1);
  protected readonly line = computed(() => asLine(this.prediction().text ?? ''));
  protected readonly decision = computed(() => (this.prediction().text === null ? 'reject' : (this.prediction().decision ?? 'review')));
  protected readonly probability = computed(() => this.asPercent(this.prediction().confidence ?? 0));
  /** Which sentence says why: the server's reason, or what the decision alone says. */
  protected readonly why = computed(() => {
    const { reason } = this.prediction();
    const isSaidByDecision = !reason || reason === 'no_digit' || (reason !== 'unmet_constraint' && !this.isNumber());
    return isSaidByDecision ? `result.advice.${this.decision()}` : `result.reason.${reason}`;
  });
  protected readonly weakest = computed(() => {
    const index = leastSure(this.prediction().glyphs);
    return { place: index + 1, label: this.prediction().glyphs[index]?.label };
  });
  /** The marks between the digits, each once. */
  protected readonly marks = computed(() => [...new Set(this.prediction().separators?.map(({ symbol }) => symbol))]);
  protected readonly shown = computed(() => {
    const { glyphs } = this.prediction();
    const index = Math.min(this.selection.shown(), glyphs.length - 1);
    const glyph = glyphs[index];
    return glyph && { index, glyph };
  });

  constructor() {
    // The result is where the reader is now, with eyes or with a screen reader.
    afterNextRender(() => this.show());
  }

  /** Below the sheet, on a narrow screen, the heading alone would be the last line in sight. */
  private show(): void {
    const heading = this.heading()?.nativeElement;
    if (!heading || this.isLive()) return;
    heading.focus({ preventScroll: true });
    const { top } = heading.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight / 2) this.place.scrollIntoView({ block: 'start' });
  }

  protected asPercent(fraction: number): string {
    return percent(fraction, this.language.code());
  }

  protected asLine(text: string): string {
    return asLine(text);
  }
}

import { afterNextRender, ChangeDetectionStrategy, Component, computed, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Prediction } from '@numera/contracts';
import { Icon } from '../icon/icon';
import { Language } from '../language/language';
import { Cell } from './cell';
import { closeRunnerUp, percent, shares } from './certainty';
import { Ruler } from './ruler';

/** What was read, how sure it is, and what else it could be. */
@Component({
  selector: 'numera-result',
  imports: [TranslocoDirective, MatButton, Cell, Icon, Ruler],
  templateUrl: './result.html',
  styleUrl: './result.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Result {
  readonly prediction = input.required<Prediction>();
  /** The reading follows the pen: it is told aloud, and the focus stays with the pen. */
  readonly isLive = input(false);
  readonly back = output();
  private readonly place = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly language = inject(Language);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly decision = computed(() => (this.prediction().text === null ? 'reject' : (this.prediction().decision ?? 'review')));
  protected readonly probability = computed(() => this.asPercent(this.prediction().confidence ?? 0));
  protected readonly bars = computed(() => shares(this.prediction().glyphs[0]?.probabilities ?? []));
  protected readonly runnerUp = computed(() => closeRunnerUp(this.bars()));

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
}

import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Prediction } from '@numera/contracts';
import { Icon } from '../icon/icon';
import { Language } from '../language/language';
import { closeRunnerUp, percent, shares } from './certainty';

/** What was read, how sure it is, and what else it could be. */
@Component({
  selector: 'numera-result',
  imports: [TranslocoDirective, MatButton, Icon],
  templateUrl: './result.html',
  styleUrl: './result.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Result {
  readonly prediction = input.required<Prediction>();
  readonly back = output();
  private readonly language = inject(Language);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly decision = computed(() => (this.prediction().text === null ? 'reject' : (this.prediction().decision ?? 'review')));
  protected readonly probability = computed(() => this.asPercent(this.prediction().confidence ?? 0));
  protected readonly bars = computed(() => shares(this.prediction().glyphs[0]?.probabilities ?? []));
  protected readonly runnerUp = computed(() => closeRunnerUp(this.bars()));

  constructor() {
    // The result is where the reader is now, with eyes or with a screen reader.
    afterNextRender(() => this.heading()?.nativeElement.focus());
  }

  protected asPercent(fraction: number): string {
    return percent(fraction, this.language.code());
  }
}

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { CREDITS } from './credits';
import { DriftingDigits } from './drifting-digits';
import { Examples } from './examples';
import { HANDWRITING } from './handwriting';

@Component({
  selector: 'numera-home',
  imports: [RouterLink, TranslocoDirective, MatButton, Icon, DriftingDigits, Examples],
  templateUrl: './home.html',
  styleUrl: './home.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Home {
  protected readonly decisions = ['accept', 'review', 'reject'] as const;
  protected readonly limits = ['accuracy', 'ambiguous', 'single', 'private'] as const;
  protected readonly credits = CREDITS;
  /** Pairs that hands make alike. */
  protected readonly pairs = [
    [1, 7],
    [3, 8],
    [5, 6],
    [8, 9],
  ].map((pair) => pair.map((digit) => HANDWRITING[digit] ?? ''));
}

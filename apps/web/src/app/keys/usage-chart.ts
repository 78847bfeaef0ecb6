import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Language } from '../language/language';
import { barsOf, totalsOf, type UsageDay } from './usage';

/** Requests of a key, a bar a day, and the same as a table. */
@Component({
  selector: 'numera-usage-chart',
  imports: [TranslocoDirective],
  templateUrl: './usage-chart.html',
  styleUrl: './usage-chart.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsageChart {
  readonly days = input.required<readonly UsageDay[]>();
  private readonly language = inject(Language);
  protected readonly chart = computed(() => barsOf(this.days()));
  protected readonly totals = computed(() => {
    const { requests, refused } = totalsOf(this.days());
    return { requests: this.count(requests), refused: this.count(refused), days: this.days().length };
  });
  /** The table leaves out the days on which nothing happened. */
  protected readonly busyDays = computed(() =>
    this.days()
      .filter(({ requests }) => requests > 0)
      .toReversed(),
  );

  protected count(value: number): string {
    return new Intl.NumberFormat(this.language.code()).format(value);
  }

  /** Days are the server's, in UTC. */
  protected day(day: string): string {
    return new Intl.DateTimeFormat(this.language.code(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(day));
  }
}

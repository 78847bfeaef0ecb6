import { booleanAttribute, ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Dates } from '../language/dates';

/** A time as the page's language writes it, in the visitor's time zone. */
@Component({
  selector: 'numera-moment',
  template: `<time [attr.datetime]="at()">{{ shown() }}</time>`,
  styles: `
    :host {
      white-space: nowrap;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Moment {
  /** ISO 8601. */
  readonly at = input.required<string>();
  /** Only the day. */
  readonly isDay = input(false, { transform: booleanAttribute });
  private readonly dates = inject(Dates);
  protected readonly shown = computed(() => (this.isDay() ? this.dates.day(this.at()) : this.dates.moment(this.at())));
}

import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The digit as the machine holds it: in a square of the sheet, between the corner marks of its box. Empty while nothing was read. */
@Component({
  selector: 'numera-cell',
  host: { 'aria-hidden': 'true' },
  template: `<div>
    @if (text(); as text) {
      <span>{{ text }}</span>
    }
  </div>`,
  styleUrl: './cell.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Cell {
  readonly text = input<string>();
}

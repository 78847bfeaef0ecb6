import { ChangeDetectionStrategy, Component } from '@angular/core';
import { HANDWRITING } from './handwriting';

interface Drifter {
  readonly path: string;
  readonly left: number;
  readonly top: number;
  readonly size: number;
  readonly tilt: number;
  readonly seconds: number;
}

/** Places chosen by hand, so that the digits keep clear of the words: left and top in %, height in rem, tilt in degrees. */
const PLACES: readonly (readonly [digit: number, left: number, top: number, size: number, tilt: number])[] = [
  [3, -1.6, 7, 7, -12],
  [8, 12, 78, 5, 9],
  [5, 31, 4, 4.5, 14],
  [0, 44, 80, 6.5, -8],
  [9, 53, 10, 6, 10],
  [2, 63, 66, 5, -14],
  [6, 74, 3, 5.5, 6],
  [4, 90, 12, 7.5, -6],
  [1, 95, 62, 6, 12],
  [7, 84, 84, 5.5, -10],
];

/** Handwritten digits that drift slowly behind the words; still for those who ask for less motion. */
@Component({
  selector: 'numera-drifting-digits',
  host: { 'aria-hidden': 'true' },
  template: `
    @for (digit of digits; track $index) {
      <svg
        viewBox="-8 0 116 140"
        [style.left.%]="digit.left"
        [style.top.%]="digit.top"
        [style.height.rem]="digit.size"
        [style.rotate.deg]="digit.tilt"
        [style.animation-duration.s]="digit.seconds"
      >
        <path [attr.d]="digit.path" />
      </svg>
    }
  `,
  styles: `
    :host {
      position: absolute;
      inset: 0;
      overflow: hidden;
      pointer-events: none;
    }
    svg {
      position: absolute;
      animation: drift 20s ease-in-out infinite alternate;
    }
    path {
      fill: none;
      stroke: var(--sheet-line-strong);
      stroke-width: 7;
      stroke-linecap: round;
      stroke-linejoin: round;
      opacity: 0.55;
    }
    @keyframes drift {
      from {
        translate: 0 0.6rem;
      }
      to {
        translate: 0.4rem -0.9rem;
      }
    }
    @media (max-width: 52rem) {
      svg:not(:nth-child(7), :nth-child(8)) {
        display: none;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DriftingDigits {
  protected readonly digits: readonly Drifter[] = PLACES.map(([digit, left, top, size, tilt], place) => ({
    path: HANDWRITING[digit] ?? '',
    left,
    top,
    size,
    tilt,
    // Different lengths, so that the field never moves in step.
    seconds: 14 + ((place * 5) % 9),
  }));
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { encode } from 'uqr';

/** A text as a QR code: dark on light in both themes, as some cameras read it only so. */
@Component({
  selector: 'numera-qr-code',
  template: `
    <svg role="img" shape-rendering="crispEdges" [attr.aria-label]="label()" [attr.viewBox]="'0 0 ' + code().size + ' ' + code().size">
      <path [attr.d]="squares()" />
    </svg>
  `,
  styles: `
    svg {
      display: block;
      inline-size: min(100%, 13rem);
      border: 1px solid var(--rule);
      background: #fff;
      fill: #000;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  /** With the quiet zone of four squares that readers ask for (ISO/IEC 18004). */
  protected readonly code = computed(() => encode(this.text(), { border: 4 }));
  protected readonly squares = computed(() =>
    this.code()
      .data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
      .join(''),
  );
}

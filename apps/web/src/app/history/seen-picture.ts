import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ReadGlyph } from '@numera/contracts';
import { MOST_SHOWN_SIDE } from '../recognise/upload';

/** The picture of a prediction with a box around each digit, as the server shows it. */
@Component({
  selector: 'numera-seen-picture',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (isGone()) {
        <p>{{ t('history.pictureGone') }}</p>
      } @else {
        <div>
          <img [src]="src()" [alt]="t('history.picture')" (load)="measure($event)" (error)="isGone.set(true)" />
          @if (size(); as size) {
            <svg aria-hidden="true" [attr.viewBox]="'0 0 ' + size.width + ' ' + size.height">
              @for (glyph of glyphs(); track $index) {
                <rect
                  [attr.x]="glyph.box.x"
                  [attr.y]="glyph.box.y"
                  [attr.width]="glyph.box.width"
                  [attr.height]="glyph.box.height"
                  [class.pointed]="$index === pointed()"
                />
              }
            </svg>
          }
        </div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      padding: 1rem;
      border: 1.5px solid var(--ink);
      border-radius: var(--radius);
      background: var(--sheet);
    }
    div {
      position: relative;
      min-inline-size: 0;
    }
    img {
      display: block;
      max-inline-size: 100%;
      max-block-size: min(22rem, 45dvh);
      background: #fff;
    }
    svg {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      overflow: visible;
    }
    rect {
      fill: none;
      stroke: var(--box);
      stroke-width: 2px;
      vector-effect: non-scaling-stroke;
    }
    .pointed {
      fill: color-mix(in srgb, var(--marker) 35%, transparent);
      stroke-width: 3px;
    }
    p {
      padding: 2rem 1rem;
      color: var(--ink-soft);
      text-align: center;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SeenPicture {
  readonly id = input.required<string>();
  readonly glyphs = input.required<readonly ReadGlyph[]>();
  /** Place of the digit that is looked at, if one is. */
  readonly pointed = input<number | null>(null);
  protected readonly src = computed(() => `/api/v1/predictions/${this.id()}/image`);
  protected readonly isGone = signal(false);
  protected readonly size = signal<{ width: number; height: number } | null>(null);

  /** A picture that the server had to make smaller has other pixels than those that boxes are given in. */
  protected measure(event: Event): void {
    const { naturalWidth: width, naturalHeight: height } = event.target as HTMLImageElement;
    this.size.set(Math.max(width, height) < MOST_SHOWN_SIDE ? { width, height } : null);
  }
}

import { ChangeDetectionStrategy, Component, effect, type ElementRef, inject, input, viewChild } from '@angular/core';
import { Theme } from '../../appearance/theme';
import { pixelsOf } from './heat';
import { GLYPH_SIDE } from './seen-glyph';

/** One glyph in the page's paper and ink, square by square, with a map laid over it or without. */
@Component({
  selector: 'numera-glyph-view',
  template: `<canvas #canvas role="img" [attr.aria-label]="label()" [width]="side" [height]="side"></canvas>`,
  styles: `
    canvas {
      display: block;
      inline-size: 7rem;
      block-size: 7rem;
      border: 1px solid var(--rule);
      border-radius: 3px;
      background: var(--sheet);
      color: var(--ink);
      accent-color: var(--heat);
      image-rendering: pixelated;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GlyphView {
  readonly glyph = input.required<ArrayLike<number>>();
  readonly map = input<readonly number[] | null>(null);
  readonly label = input.required<string>();
  protected readonly side = GLYPH_SIDE;
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');

  constructor() {
    const theme = inject(Theme);
    effect((onCleanup) => {
      const [glyph, map] = [this.glyph(), this.map()];
      theme.isDark();
      // After the styles have settled: the colours are those of the theme.
      const frame = requestAnimationFrame(() => this.paint(glyph, map));
      onCleanup(() => cancelAnimationFrame(frame));
    });
  }

  private paint(glyph: ArrayLike<number>, map: readonly number[] | null): void {
    const canvas = this.canvas().nativeElement;
    const context = canvas.getContext('2d');
    if (!context) return;
    const { backgroundColor, color, accentColor } = getComputedStyle(canvas);
    const colours = { paper: partsOf(backgroundColor), ink: partsOf(color), heat: partsOf(accentColor) };
    context.putImageData(new ImageData(pixelsOf(glyph, map, colours), GLYPH_SIDE, GLYPH_SIDE), 0, 0);
  }
}

/** `rgb(20, 32, 58)` as its parts. */
const partsOf = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

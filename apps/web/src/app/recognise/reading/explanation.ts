import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ReadGlyph } from '@numera/contracts';
import { Session } from '../session';
import { Explanations } from './explanations';
import { GlyphView } from './glyph-view';
import { warmest } from './heat';
import { GLYPH_SIDE, seenGlyph } from './seen-glyph';

/** What in a digit's picture spoke for its label, when the visitor asks for it. */
@Component({
  selector: 'numera-explanation',
  imports: [TranslocoDirective, MatButton, MatProgressSpinner, GlyphView],
  templateUrl: './explanation.html',
  styleUrl: './explanation.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExplanationView {
  readonly glyph = input.required<ReadGlyph>();
  /** Its place in the order of reading. */
  readonly index = input.required<number>();
  protected readonly explanations = inject(Explanations);
  private readonly session = inject(Session);
  protected readonly explanation = computed(() => this.explanations.of(this.index()));
  protected readonly warmest = computed(() => {
    const map = this.explanation()?.map;
    return map ? warmest(map) : null;
  });
  /** The digit as the network got it; null where the browser cannot tell. */
  protected readonly seen = computed(() => {
    const picture = this.session.sentPicture();
    return picture && seenGlyph(picture, this.glyph().box);
  });
  protected readonly blank = new Float32Array(GLYPH_SIDE * GLYPH_SIDE);
}

import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatSlider, MatSliderThumb } from '@angular/material/slider';
import { MatTooltip } from '@angular/material/tooltip';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { Session } from './session';
import { BRUSH } from './strokes';

/** What the pen can do besides writing: a step back, a step forth, a thinner or thicker line. */
@Component({
  selector: 'numera-toolbar',
  imports: [TranslocoDirective, MatSlider, MatSliderThumb, MatTooltip, Icon],
  template: `
    <div class="tools" *transloco="let t">
      <button
        type="button"
        [attr.aria-label]="t('recognise.undo')"
        [matTooltip]="t('recognise.undo')"
        [disabled]="!canUndo()"
        (click)="session.undo()"
      >
        <numera-icon name="undo" />
      </button>
      <button
        type="button"
        [attr.aria-label]="t('recognise.redo')"
        [matTooltip]="t('recognise.redo')"
        [disabled]="!canRedo()"
        (click)="session.redo()"
      >
        <numera-icon name="redo" />
      </button>
      <div class="brush">
        <label for="brush"
          >{{ t('recognise.brush') }} <output for="brush">{{ session.brush() }}</output></label
        >
        <mat-slider discrete [min]="brush.least" [max]="brush.most" step="1">
          <input matSliderThumb id="brush" [value]="session.brush()" (valueChange)="session.brush.set($event)" />
        </mat-slider>
        <span class="nib" aria-hidden="true"><i [style.inline-size.px]="session.brush()" [style.block-size.px]="session.brush()"></i></span>
      </div>
    </div>
  `,
  styles: `
    .tools {
      display: flex;
      align-items: center;
      gap: 0.25rem;
    }
    button {
      display: grid;
      place-items: center;
      inline-size: 2.75rem;
      block-size: 2.75rem;
      border: 0;
      border-radius: var(--radius);
      background: none;
      color: var(--ink);
      font-size: 1.1rem;
      cursor: pointer;
    }
    button:hover:enabled {
      background: var(--surface-sunken);
    }
    button:disabled {
      color: var(--ink-faint);
      cursor: default;
    }
    .brush {
      display: flex;
      flex: 1;
      align-items: center;
      gap: 0.25rem 0.5rem;
      min-inline-size: 0;
      margin-inline-start: 0.75rem;
      font-size: 0.9375rem;
      /* The knob follows a narrower window a frame late, and Chromium keeps the width that the page had with it: clipped, it never counts. */
      overflow-x: clip;
    }
    label {
      white-space: nowrap;
    }
    output {
      display: inline-block;
      min-inline-size: 2ch;
      font-family: var(--figures);
      font-weight: 600;
      text-align: end;
    }
    mat-slider {
      flex: 1;
      min-inline-size: 4rem;
    }
    .nib {
      display: grid;
      place-items: center;
      inline-size: 1.5rem;
      block-size: 1.5rem;
    }
    .nib i {
      border-radius: 50%;
      background: var(--ink);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Toolbar {
  protected readonly session = inject(Session);
  protected readonly brush = BRUSH;
  protected readonly canUndo = computed(() => !this.session.isLocked() && this.session.drawing().strokes.length > 0);
  protected readonly canRedo = computed(() => !this.session.isLocked() && this.session.drawing().undone.length > 0);
}

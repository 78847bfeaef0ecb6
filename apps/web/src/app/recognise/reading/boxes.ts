import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Prediction } from '@numera/contracts';
import { closeRunnerUp } from '../certainty';
import { type Area, type Paper, shareOf } from '../paper';
import { digitAfterKey } from './rows';
import { Selection } from './selection';

/** Above this many digits only the one looked at bears its label: the others' would hide the picture. */
const MOST_LABELS = 40;
/** Boxes nearer to each other than this, in per cent of the sheet's width, have no room for a label each. */
const LEAST_STEP = 4;
/** What a label takes of the height of a sheet that is as high as it is wide, on a phone. */
const LABEL_SHARE = 0.07;

interface Shown extends Area {
  readonly index: number;
  readonly label: string;
  readonly isUnsure: boolean;
}

/** The boxes of the digits over the picture they were read from. Laid over the sheet, at whatever size that is shown. */
@Component({
  selector: 'numera-boxes',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @for (mark of marks(); track $index) {
        <i class="mark" [style.left.%]="mark.x" [style.top.%]="mark.y" [style.width.%]="mark.width" [style.height.%]="mark.height"></i>
      }
      <div role="group" [class.in-rows]="hasRows()" [attr.aria-label]="t('result.boxes')">
        @for (box of boxes(); track box.index) {
          <button
            type="button"
            [class.unsure]="box.isUnsure"
            [class.shown]="isOneOfSeveral() && box.index === selection.shown()"
            [class.labelled]="hasLabels() || (isOneOfSeveral() && box.index === selection.shown())"
            [class.low]="box.y + box.height > lowest()"
            [class.tall]="box.y + box.height > lowest() && box.y < 100 - lowest()"
            [style.left.%]="box.x"
            [style.top.%]="box.y"
            [style.width.%]="box.width"
            [style.height.%]="box.height"
            [disabled]="!isOpen()"
            [tabindex]="box.index === selection.chosen() ? 0 : -1"
            [attr.aria-label]="t('result.digitPlace', { place: box.index + 1, count: boxes().length, label: box.label })"
            [attr.aria-current]="box.index === selection.chosen()"
            (click)="selection.choose(box.index)"
            (focus)="selection.choose(box.index)"
            (pointerenter)="selection.point(box.index)"
            (pointerleave)="selection.point(null)"
          >
            <span aria-hidden="true">{{ box.label }}</span>
          </button>
        }
      </div>
    </ng-container>
  `,
  styleUrl: './boxes.scss',
  host: { '(keydown)': 'move($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Boxes {
  readonly prediction = input.required<Prediction>();
  readonly paper = input.required<Paper>();
  /** What the sheet shows of the picture, in its pixels. */
  readonly view = input.required<Area>();
  /** Whether boxes can be chosen; while a drawing is read along, the pen goes through them. */
  readonly isOpen = input(true);
  protected readonly selection = inject(Selection);
  private readonly place = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** A box that ends further down, in per cent of the sheet, bears its label on top; one without room there either, within. */
  protected readonly lowest = computed(() => 100 * (1 - (LABEL_SHARE * this.paper().width) / this.paper().height));

  protected readonly boxes = computed(() =>
    this.prediction().glyphs.map((glyph, index): Shown => ({
      ...this.inPercent(glyph.box),
      index,
      label: glyph.label,
      isUnsure: closeRunnerUp(glyph) !== null,
    })),
  );
  protected readonly marks = computed(() => (this.prediction().separators ?? []).map(({ box }) => this.inPercent(box)));
  protected readonly hasRows = computed(() => this.prediction().glyphs.some(({ row }) => row > 0));
  /** The box of a lone digit needs no mark to be told from others. */
  protected readonly isOneOfSeveral = computed(() => this.boxes().length > 1);
  protected readonly hasLabels = computed(() => this.isOneOfSeveral() && this.boxes().length <= MOST_LABELS && this.isRoomy());
  private readonly isRoomy = computed(() => {
    const middles = this.boxes().map(({ x, width }) => x + width / 2);
    return middles.every((middle, i) => i === 0 || Math.abs(middle - (middles[i - 1] ?? 0)) >= LEAST_STEP);
  });

  protected move(event: KeyboardEvent): void {
    const to = digitAfterKey(this.prediction().glyphs, this.selection.chosen(), event.key);
    if (to === null) return;
    event.preventDefault();
    this.place.querySelectorAll('button')[to]?.focus();
  }

  private inPercent(box: Area): Area {
    const { x, y, width, height } = shareOf(this.paper(), this.view(), box);
    return { x: 100 * x, y: 100 * y, width: 100 * width, height: 100 * height };
  }
}

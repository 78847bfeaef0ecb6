import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Theme } from '../appearance/theme';
import { paintStroke } from './painting';
import { type Area, fitOn, type Paper, SQUARE } from './paper';
import { type Point, type Stroke, toSheet } from './strokes';

/** Canvas pixels for one sheet unit: enough for a square sheet of 420 CSS px, or one for numbers of 630, on a screen of two device pixels each. */
const RESOLUTION = { square: 3, wide: 2 };

/** The squared sheet: takes strokes of mouse, finger and pen, and shows the strokes or the picture it is given. */
@Component({
  selector: 'numera-sheet',
  template: `<canvas
    #canvas
    role="img"
    [attr.aria-label]="label()"
    [class.closed]="!isOpen()"
    [style.aspect-ratio]="paper().width + ' / ' + paper().height"
    [width]="paper().width * resolution()"
    [height]="paper().height * resolution()"
    (pointerdown)="begin($event)"
    (pointermove)="extend($event)"
    (pointerup)="end($event)"
    (pointercancel)="end($event)"
  ></canvas>`,
  styles: `
    /* Printed squares, fourteen units a side, whatever size the sheet has. */
    :host {
      display: block;
      background:
        linear-gradient(var(--sheet-line) 1px, transparent 1px) 0 -1px / 100% calc(100% / var(--rows)),
        linear-gradient(90deg, var(--sheet-line) 1px, transparent 1px) -1px 0 / calc(100% / var(--columns)) 100%;
    }
    canvas {
      display: block;
      inline-size: 100%;
      block-size: auto;
      color: var(--ink);
      cursor: crosshair;
      touch-action: none;
      user-select: none;
      -webkit-user-select: none;
    }
    canvas.closed {
      cursor: default;
    }
  `,
  host: { '[style.--columns]': 'paper().width / square', '[style.--rows]': 'paper().height / square' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sheet {
  readonly paper = input.required<Paper>();
  readonly strokes = input.required<readonly Stroke[]>();
  readonly picture = input<ImageBitmap | null>(null);
  /** The part of the picture that is shown, in its pixels. */
  readonly view = input<Area | null>(null);
  readonly brush = input.required<number>();
  /** Whether the pen writes. */
  readonly isOpen = input(true);
  readonly label = input.required<string>();
  readonly drawn = output<Stroke>();
  /** The pen touched a sheet that is not open. */
  readonly refused = output();

  protected readonly square = SQUARE;
  protected readonly resolution = computed(() => (this.paper().width > this.paper().height ? RESOLUTION.wide : RESOLUTION.square));
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  /** The stroke under the pen, and which pen: a second finger draws nothing. */
  private pen: { id: number; points: Point[]; width: number } | null = null;
  private frame = 0;

  constructor() {
    const theme = inject(Theme);
    effect(() => {
      this.paper();
      this.strokes();
      this.picture();
      this.view();
      theme.isDark();
      this.paintSoon();
    });
    inject(DestroyRef).onDestroy(() => cancelAnimationFrame(this.frame));
  }

  protected begin(event: PointerEvent): void {
    if (this.pen || !event.isPrimary || event.button !== 0) return;
    if (!this.isOpen()) return this.refused.emit();
    event.preventDefault();
    this.canvas().nativeElement.setPointerCapture(event.pointerId);
    this.pen = { id: event.pointerId, points: [this.place(event)], width: this.brush() };
    this.paintSoon();
  }

  protected extend(event: PointerEvent): void {
    if (this.pen?.id !== event.pointerId) return;
    // A screen reports once a frame; what the pen did in between is in the coalesced events.
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const step of passed.length > 0 ? passed : [event]) this.pen.points.push(this.place(step));
    this.paintSoon();
  }

  protected end(event: PointerEvent): void {
    if (this.pen?.id !== event.pointerId) return;
    const { points, width } = this.pen;
    this.pen = null;
    if (this.isOpen()) this.drawn.emit({ points, width });
    this.paintSoon();
  }

  private place(event: PointerEvent): Point {
    return toSheet(event, this.canvas().nativeElement.getBoundingClientRect(), this.paper());
  }

  /** Once a frame at most, and after the styles have settled: the ink is the text colour of the theme. */
  private paintSoon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    const canvas = this.canvas().nativeElement;
    const context = canvas.getContext('2d');
    if (!context) return;
    const { width, height } = this.paper();
    const resolution = this.resolution();
    context.setTransform(resolution, 0, 0, resolution, 0, 0);
    context.clearRect(0, 0, width, height);
    const [picture, view] = [this.picture(), this.view()];
    if (picture && view) {
      const place = fitOn(this.paper(), view);
      // What is transparent in a picture is read as paper.
      context.fillStyle = '#fff';
      context.fillRect(place.x, place.y, place.width, place.height);
      context.drawImage(picture, view.x, view.y, view.width, view.height, place.x, place.y, place.width, place.height);
    }
    const ink = getComputedStyle(canvas).color;
    for (const stroke of this.strokes()) paintStroke(context, stroke, ink);
    if (this.pen) paintStroke(context, this.pen, ink);
  }
}

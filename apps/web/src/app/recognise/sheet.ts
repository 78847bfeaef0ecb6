import { ChangeDetectionStrategy, Component, DestroyRef, effect, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { Theme } from '../appearance/theme';
import { fitOnSheet, paintStroke } from './painting';
import { type Point, SHEET_SIDE, type Stroke, toSheet } from './strokes';

/** Canvas pixels for one sheet unit: enough for a sheet of 420 CSS px on a screen of two device pixels each. */
const RESOLUTION = 3;

/** The squared sheet: takes strokes of mouse, finger and pen, and shows the strokes or the picture it is given. */
@Component({
  selector: 'numera-sheet',
  template: `<canvas
    #canvas
    role="img"
    [attr.aria-label]="label()"
    [class.closed]="!isOpen()"
    [width]="side"
    [height]="side"
    (pointerdown)="begin($event)"
    (pointermove)="extend($event)"
    (pointerup)="end($event)"
    (pointercancel)="end($event)"
  ></canvas>`,
  styles: `
    :host {
      display: block;
    }
    canvas {
      display: block;
      inline-size: 100%;
      block-size: auto;
      aspect-ratio: 1;
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
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sheet {
  readonly strokes = input.required<readonly Stroke[]>();
  readonly picture = input<ImageBitmap | null>(null);
  readonly brush = input.required<number>();
  /** Whether the pen writes. */
  readonly isOpen = input(true);
  readonly label = input.required<string>();
  readonly drawn = output<Stroke>();
  /** The pen touched a sheet that is not open. */
  readonly refused = output();

  protected readonly side = SHEET_SIDE * RESOLUTION;
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  /** The stroke under the pen, and which pen: a second finger draws nothing. */
  private pen: { id: number; points: Point[]; width: number } | null = null;
  private frame = 0;

  constructor() {
    const theme = inject(Theme);
    effect(() => {
      this.strokes();
      this.picture();
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
    return toSheet(event, this.canvas().nativeElement.getBoundingClientRect());
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
    context.setTransform(RESOLUTION, 0, 0, RESOLUTION, 0, 0);
    context.clearRect(0, 0, SHEET_SIDE, SHEET_SIDE);
    const picture = this.picture();
    if (picture) {
      const { x, y, width, height } = fitOnSheet(picture.width, picture.height);
      // What is transparent in a picture is read as paper.
      context.fillStyle = '#fff';
      context.fillRect(x, y, width, height);
      context.drawImage(picture, x, y, width, height);
    }
    const ink = getComputedStyle(canvas).color;
    for (const stroke of this.strokes()) paintStroke(context, stroke, ink);
    if (this.pen) paintStroke(context, this.pen, ink);
  }
}

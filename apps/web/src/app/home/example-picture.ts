import { asPng } from '../recognise/painting';
import type { Area } from '../recognise/paper';
import { HANDWRITING } from './handwriting';

const drawn = (digit: number) => ({ digit, path: HANDWRITING[digit] ?? '' });

/** The digits that open MNIST's test set, in its order; drawn by our own hand, as that set may not be passed on. */
export const EXAMPLES = [drawn(7), drawn(2), drawn(1), drawn(0), drawn(4)] as const;
export type Example = (typeof EXAMPLES)[number];

/** The square of paper around a digit's path, in the path's units: left, top and side. */
const SQUARE = { left: -20, top: 0, side: 140 };
/** How thick the pen is, in the path's units. */
export const PEN = 9;
/** Side of the picture that is sent, in pixels: that of a sheet for one digit. */
const PIXELS = 280;

export const VIEW_BOX = `${SQUARE.left} ${SQUARE.top} ${SQUARE.side} ${SQUARE.side}`;

/** The example in black on white, as it is sent to be read. */
export function pictureOf({ path }: Example): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = PIXELS;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, PIXELS, PIXELS);
  context.scale(PIXELS / SQUARE.side, PIXELS / SQUARE.side);
  context.translate(-SQUARE.left, -SQUARE.top);
  context.lineWidth = PEN;
  context.lineCap = context.lineJoin = 'round';
  context.stroke(new Path2D(path));
  return asPng(canvas);
}

/** The corner marks of a box that was found in the picture, as a path in the units of the example's own. */
export function cornersOf(box: Area): string {
  const scale = SQUARE.side / PIXELS;
  const [width, height] = [box.width * scale, box.height * scale];
  const [left, top] = [box.x * scale + SQUARE.left, box.y * scale + SQUARE.top];
  const mark = Math.min(12, width / 3, height / 3);
  const corner = (x: number, y: number, across: number, down: number): string => `M${x} ${y + down * mark}V${y}H${x + across * mark}`;
  return [
    corner(left, top, 1, 1),
    corner(left + width, top, -1, 1),
    corner(left, top + height, 1, -1),
    corner(left + width, top + height, -1, -1),
  ].join('');
}

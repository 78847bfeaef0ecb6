import type { Paper } from './paper';
import type { Stroke } from './strokes';

/** Paints one stroke with round ends and joins, through the middles of its points so that a fast hand leaves no corners. */
export function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, ink: string): void {
  const [first, ...rest] = stroke.points;
  if (!first) return;
  context.strokeStyle = ink;
  context.lineWidth = stroke.width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(first.x, first.y);
  let previous = first;
  for (const point of rest) {
    context.quadraticCurveTo(previous.x, previous.y, (previous.x + point.x) / 2, (previous.y + point.y) / 2);
    previous = point;
  }
  context.lineTo(previous.x, previous.y);
  context.stroke();
}

/** The drawing on a canvas of one pixel a sheet unit, black ink on opaque white, whatever colours the screen shows. */
export function pictureOf(strokes: readonly Stroke[], { width, height }: Paper): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  for (const stroke of strokes) paintStroke(context, stroke, '#000');
  return canvas;
}

/** The picture as a PNG: what is sent to be read. */
export function asPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'))), 'image/png');
  });
}

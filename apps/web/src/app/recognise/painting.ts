import { SHEET_SIDE, type Stroke } from './strokes';

/** Where a picture of any shape goes on the square sheet so that all of it is seen, centred, in sheet units. */
export function fitOnSheet(width: number, height: number): { x: number; y: number; width: number; height: number } {
  const scale = SHEET_SIDE / Math.max(width, height, 1);
  const fitted = { width: width * scale, height: height * scale };
  return { x: (SHEET_SIDE - fitted.width) / 2, y: (SHEET_SIDE - fitted.height) / 2, ...fitted };
}

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

/** The drawing as a 280x280 PNG, black ink on opaque white: what is sent to be read, whatever colours the screen shows. */
export async function drawingAsPng(strokes: readonly Stroke[]): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SHEET_SIDE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, SHEET_SIDE, SHEET_SIDE);
  for (const stroke of strokes) paintStroke(context, stroke, '#000');
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'))), 'image/png');
  });
}

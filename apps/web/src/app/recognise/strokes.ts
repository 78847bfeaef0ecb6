import { fitOn, type Paper } from './paper';

/** A place on the sheet, in its own units, whatever size it has on screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One movement of the pen, from down to up. A single point is a dot. */
export interface Stroke {
  readonly points: readonly Point[];
  /** Diameter of the round nib, in sheet units. */
  readonly width: number;
}

/** What was drawn, kept as data apart from its picture, so that a step back is a shorter list. */
export interface Drawing {
  readonly strokes: readonly Stroke[];
  /** Strokes taken back, the latest last. A new stroke forgets them. */
  readonly undone: readonly Stroke[];
}

export const BRUSH = { least: 1, most: 20, usual: 15 } as const;

export const blankDrawing: Drawing = { strokes: [], undone: [] };

/** The drawing with one more stroke. */
export function withStroke(drawing: Drawing, stroke: Stroke): Drawing {
  return stroke.points.length === 0 ? drawing : { strokes: [...drawing.strokes, stroke], undone: [] };
}

/** The drawing without its latest stroke; the same drawing when there is none. */
export function undo(drawing: Drawing): Drawing {
  const last = drawing.strokes.at(-1);
  return last ? { strokes: drawing.strokes.slice(0, -1), undone: [...drawing.undone, last] } : drawing;
}

/** The drawing with the stroke that was last taken back; the same drawing when there is none. */
export function redo(drawing: Drawing): Drawing {
  const last = drawing.undone.at(-1);
  return last ? { strokes: [...drawing.strokes, last], undone: drawing.undone.slice(0, -1) } : drawing;
}

/** Turns a place in the window (CSS px) into one on the sheet, given where the sheet stands in the window. */
export function toSheet(
  pointer: { clientX: number; clientY: number },
  sheet: { left: number; top: number; width: number; height: number },
  paper: Paper,
): Point {
  return {
    x: ((pointer.clientX - sheet.left) / sheet.width) * paper.width,
    y: ((pointer.clientY - sheet.top) / sheet.height) * paper.height,
  };
}

/** The drawing on another sheet: as it is where all of it fits, else the old sheet made smaller, in the middle of the new one. */
export function onPaper(drawing: Drawing, from: Paper, to: Paper): Drawing {
  if (from.width <= to.width && from.height <= to.height) return drawing;
  const { x, y, width } = fitOn(to, from);
  const scale = width / from.width;
  const moved = (stroke: Stroke): Stroke => ({
    points: stroke.points.map((point) => ({ x: x + point.x * scale, y: y + point.y * scale })),
    width: stroke.width * scale,
  });
  return { strokes: drawing.strokes.map(moved), undone: drawing.undone.map(moved) };
}

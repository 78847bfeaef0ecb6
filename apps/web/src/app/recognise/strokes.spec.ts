import { blankDrawing, onPaper, redo, type Stroke, toSheet, undo, withStroke } from './strokes';

const stroke = (x: number): Stroke => ({ points: [{ x, y: x }], width: 15 });

describe('a drawing', () => {
  it('takes back the latest stroke and gives it again', () => {
    const drawn = withStroke(withStroke(blankDrawing, stroke(1)), stroke(2));
    const back = undo(drawn);
    expect(back.strokes).toEqual([stroke(1)]);
    expect(redo(back)).toEqual(drawn);
  });

  it('gives several strokes again in the order they were drawn', () => {
    const drawn = [1, 2, 3].reduce((drawing, x) => withStroke(drawing, stroke(x)), blankDrawing);
    expect(redo(redo(redo(undo(undo(undo(drawn))))))).toEqual(drawn);
  });

  it('forgets what was taken back once something new is drawn', () => {
    const drawn = withStroke(undo(withStroke(blankDrawing, stroke(1))), stroke(2));
    expect(redo(drawn)).toBe(drawn);
    expect(drawn.strokes).toEqual([stroke(2)]);
  });

  it('stays as it is when there is nothing to take back or give again', () => {
    expect(undo(blankDrawing)).toBe(blankDrawing);
    expect(redo(blankDrawing)).toBe(blankDrawing);
  });

  it('does not count a stroke without points', () => {
    expect(withStroke(blankDrawing, { points: [], width: 15 })).toBe(blankDrawing);
  });

  it('leaves the earlier drawing untouched when a stroke is added', () => {
    const first = withStroke(blankDrawing, stroke(1));
    withStroke(first, stroke(2));
    expect(first.strokes).toHaveLength(1);
  });
});

const square = { width: 280, height: 280 };

describe('a place on the sheet', () => {
  it('does not depend on how large the sheet is on screen', () => {
    const small = { left: 10, top: 20, width: 140, height: 140 };
    const large = { left: 100, top: 0, width: 560, height: 560 };
    expect(toSheet({ clientX: 80, clientY: 90 }, small, square)).toEqual({ x: 140, y: 140 });
    expect(toSheet({ clientX: 380, clientY: 280 }, large, square)).toEqual({ x: 140, y: 140 });
  });

  it('reaches from corner to corner', () => {
    const sheet = { left: 5, top: 5, width: 300, height: 300 };
    expect(toSheet({ clientX: 5, clientY: 5 }, sheet, square)).toEqual({ x: 0, y: 0 });
    expect(toSheet({ clientX: 305, clientY: 305 }, sheet, { width: 630, height: 280 })).toEqual({ x: 630, y: 280 });
  });
});

describe('a drawing on another sheet', () => {
  const wide = { width: 560, height: 280 };

  it('stays where it is when the sheet grows', () => {
    const drawn = withStroke(blankDrawing, stroke(280));
    expect(onPaper(drawn, square, wide)).toBe(drawn);
  });

  it('is made smaller, what was taken back too, when the sheet shrinks', () => {
    const drawn = undo(withStroke(withStroke(blankDrawing, stroke(280)), { points: [{ x: 560, y: 0 }], width: 10 }));
    expect(onPaper(drawn, wide, square)).toEqual({
      strokes: [{ points: [{ x: 140, y: 210 }], width: 7.5 }],
      undone: [{ points: [{ x: 280, y: 70 }], width: 5 }],
    });
  });
});

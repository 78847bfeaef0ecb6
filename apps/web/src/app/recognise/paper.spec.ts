import { fitOn, paperFor, shareOf } from './paper';

const square = { width: 280, height: 280 };

describe('the sheet', () => {
  it('is square for one digit, whatever the picture', () => {
    expect(paperFor('single', null)).toEqual(square);
    expect(paperFor('single', { width: 900, height: 100 })).toEqual(square);
  });

  it('is wide for a number that is to be drawn', () => {
    expect(paperFor('auto', null)).toEqual({ width: 630, height: 280 });
  });

  it('takes the shape of a picture of a number, neither a ribbon nor a tower', () => {
    expect(paperFor('auto', { width: 1000, height: 500 })).toEqual({ width: 630, height: 315 });
    expect(paperFor('auto', { width: 5000, height: 10 })).toEqual({ width: 630, height: 189 });
    expect(paperFor('auto', { width: 10, height: 5000 })).toEqual({ width: 630, height: 567 });
  });
});

describe('a picture on the sheet', () => {
  it('fills a square sheet when it is square, larger or smaller', () => {
    expect(fitOn(square, { width: 1000, height: 1000 })).toEqual({ x: 0, y: 0, width: 280, height: 280 });
    expect(fitOn(square, { width: 28, height: 28 })).toEqual({ x: 0, y: 0, width: 280, height: 280 });
  });

  it('keeps its shape and is centred when it is wide', () => {
    expect(fitOn(square, { width: 400, height: 100 })).toEqual({ x: 0, y: 105, width: 280, height: 70 });
  });

  it('keeps its shape and is centred when it is tall', () => {
    expect(fitOn(square, { width: 50, height: 100 })).toEqual({ x: 70, y: 0, width: 140, height: 280 });
  });
});

describe('a box', () => {
  it('stands where it stands in a picture that fills the sheet', () => {
    const box = { x: 100, y: 50, width: 200, height: 100 };
    expect(shareOf(paperFor('auto', { width: 1000, height: 500 }), { width: 1000, height: 500 }, box)).toEqual({
      x: 0.1,
      y: 0.1,
      width: 0.2,
      height: 0.2,
    });
  });

  it('moves with a picture that stands in the middle of the sheet', () => {
    // 50x100 on 280x280 stands from 70 to 210: its left half begins at a quarter of the sheet.
    expect(shareOf(square, { width: 50, height: 100 }, { x: 0, y: 0, width: 25, height: 100 })).toEqual({
      x: 0.25,
      y: 0,
      width: 0.25,
      height: 1,
    });
  });
});

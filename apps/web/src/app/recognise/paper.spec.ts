import { closerView, fitOn, paperFor, shareOf, wholeOf } from './paper';

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
  const picture = { width: 1000, height: 500 };

  it('stands where it stands in a picture that fills the sheet', () => {
    const box = { x: 100, y: 50, width: 200, height: 100 };
    expect(shareOf(paperFor('auto', picture), wholeOf(picture), box)).toEqual({ x: 0.1, y: 0.1, width: 0.2, height: 0.2 });
  });

  it('moves with a picture that stands in the middle of the sheet', () => {
    // 50x100 on 280x280 stands from 70 to 210: its left half begins at a quarter of the sheet.
    const half = { x: 0, y: 0, width: 25, height: 100 };
    expect(shareOf(square, wholeOf({ width: 50, height: 100 }), half)).toEqual({ x: 0.25, y: 0, width: 0.25, height: 1 });
  });

  it('is as much larger as the part that is shown is smaller', () => {
    const view = { x: 500, y: 250, width: 500, height: 250 };
    expect(shareOf(paperFor('auto', view), view, { x: 750, y: 250, width: 125, height: 125 })).toEqual({
      x: 0.5,
      y: 0,
      width: 0.25,
      height: 0.5,
    });
  });
});

describe('a closer look', () => {
  const page = { width: 3000, height: 4000 };
  const digits = [0, 1, 2].map((place) => ({ x: 1000 + 120 * place, y: 2000, width: 80, height: 100 }));

  it('goes to the digits of a page, with paper around them', () => {
    expect(closerView('auto', page, digits)).toEqual({ x: 920, y: 1920, width: 480, height: 260 });
  });

  it('stays within the picture', () => {
    const corner = closerView('single', page, [{ x: 0, y: 3900, width: 80, height: 100 }]);
    expect(corner).toEqual({ x: 0, y: 3820, width: 160, height: 180 });
  });

  it('is not taken where the digits fill the picture, or there are none', () => {
    expect(
      closerView(
        'auto',
        { width: 500, height: 200 },
        digits.map((box) => ({ ...box, x: box.x - 950, y: 50 })),
      ),
    ).toBeNull();
    expect(closerView('auto', page, [])).toBeNull();
  });
});

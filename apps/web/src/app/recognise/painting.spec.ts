import { fitOnSheet } from './painting';

describe('a picture on the sheet', () => {
  it('fills a square sheet when it is square, larger or smaller', () => {
    expect(fitOnSheet(1000, 1000)).toEqual({ x: 0, y: 0, width: 280, height: 280 });
    expect(fitOnSheet(28, 28)).toEqual({ x: 0, y: 0, width: 280, height: 280 });
  });

  it('keeps its shape and is centred when it is wide', () => {
    expect(fitOnSheet(400, 100)).toEqual({ x: 0, y: 105, width: 280, height: 70 });
  });

  it('keeps its shape and is centred when it is tall', () => {
    expect(fitOnSheet(50, 100)).toEqual({ x: 70, y: 0, width: 140, height: 280 });
  });
});

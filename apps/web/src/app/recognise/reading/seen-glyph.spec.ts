import { amidPaper } from './seen-glyph';

describe('a digit amid paper', () => {
  it('keeps its ink and loses what its neighbours have around it', () => {
    const raster = { width: 5, height: 4, data: new Uint8Array(20).fill(200) };
    // A stroke that fills the digit's box, and a neighbour's beside it.
    for (const at of [6, 7, 8, 11, 12, 13]) raster.data[at] = 10;
    for (const at of [4, 9, 14]) raster.data[at] = 0;
    expect([...amidPaper(raster, 1).data]).toEqual([
      ...[200, 200, 200, 200, 200],
      ...[200, 10, 10, 10, 200],
      ...[200, 10, 10, 10, 200],
      ...[200, 200, 200, 200, 200],
    ]);
  });

  it('stands on dark paper when it is light on dark', () => {
    const raster = { width: 3, height: 3, data: Uint8Array.from([0, 255, 0, 0, 255, 0, 0, 0, 0]) };
    expect([...amidPaper(raster, 1).data]).toEqual([0, 0, 0, 0, 255, 0, 0, 0, 0]);
  });
});

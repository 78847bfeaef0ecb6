import { strokeWriter } from '../strings/writers';
import { pictureSamples, type PictureSample } from './picture-samples';

const drawn = (only: string, count = 2): PictureSample[] => [...pictureSamples({ count, seed: 4, writers: [strokeWriter], only })];

describe('pictures as people send them', () => {
  it('are as large as their kind says, with one digit as their label', () => {
    for (const side of [8, 48]) {
      for (const { raster, label, kind } of drawn(`tiny${side}`)) {
        expect([raster.width, raster.height, raster.data.length]).toEqual([side, side, side * side]);
        expect(label).toMatch(/^\d$/);
        expect(kind).toMatch(new RegExp(`^tiny${side} (tight|roomy|stretched) `));
      }
    }
  });

  it('are the same for a seed, and a cell has its lines and its digit', () => {
    const [first, again] = [drawn('cell-whole'), drawn('cell-whole')];
    expect(first).toEqual(again);
    for (const { raster } of first) expect(Math.max(...raster.data) - Math.min(...raster.data)).toBeGreaterThan(50);
  });

  it('of amounts say their digits and nothing else, and are two tones where they were scanned so', () => {
    for (const { raster, label } of drawn('amount-printed', 5)) {
      expect(label).toMatch(/^[1-9]\d{1,8}$/);
      expect(raster.width).toBeGreaterThan(raster.height / 2);
    }
    for (const { raster } of drawn('amount-bitonal')) expect([...new Set(raster.data)].sort()).toEqual([0, 255]);
  });

  it('of empty sheets say that there is nothing', () => {
    for (const { label } of drawn('empty-plain', 1)) expect(label).toBe('');
  });
});

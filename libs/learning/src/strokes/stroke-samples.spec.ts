import { findGlyphs } from '@numera/vision';
import { strokeSamples } from './stroke-samples';

describe('strokeSamples', () => {
  const samples = strokeSamples({ count: 100, seed: 5 });

  it('has as many of each digit', () => {
    const counts = Array.from({ length: 10 }, (_, digit) => samples.filter(({ label }) => label === digit).length);
    expect(counts).toEqual(Array.from({ length: 10 }, () => 10));
  });

  it('is fixed by its seed', () => {
    expect(strokeSamples({ count: 10, seed: 5 })).toEqual(samples.slice(0, 10));
    expect(strokeSamples({ count: 10, seed: 6 })).not.toEqual(samples.slice(0, 10));
  });

  it('draws pictures that each hold one glyph', () => {
    for (const { raster } of samples) {
      expect(raster.data).toHaveLength(56 * 56);
      expect(findGlyphs(raster)).toHaveLength(1);
    }
  });

  it('never draws two pictures alike', () => {
    expect(new Set(samples.map(({ raster }) => Buffer.from(raster.data).toString('base64'))).size).toBe(100);
  });
});

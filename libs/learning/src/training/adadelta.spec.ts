import { Adadelta } from './adadelta';

describe('Adadelta', () => {
  test('follows the published rule over several steps', () => {
    const weights = new Map([['w', Float32Array.of(0.5)]]);
    const adadelta = new Adadelta(weights);
    let [expected, slopes, steps] = [0.5, 0, 0];
    for (const slope of [0.3, -0.1, 0.7, 0.2]) {
      adadelta.step(new Map([['w', Float32Array.of(slope)]]), 1);
      slopes = 0.95 * slopes + 0.05 * slope ** 2;
      const step = (Math.sqrt(steps + 1e-7) / Math.sqrt(slopes + 1e-7)) * slope;
      steps = 0.95 * steps + 0.05 * step ** 2;
      expected -= step;
    }
    expect(weights.get('w')![0]).toBeCloseTo(expected, 6);
  });
  test('with a thousandth of its own rate goes a thousandth of its way', () => {
    const [whole, part] = [new Map([['w', Float32Array.of(0)]]), new Map([['w', Float32Array.of(0)]])];
    new Adadelta(whole).step(new Map([['w', Float32Array.of(1)]]), 1);
    new Adadelta(part).step(new Map([['w', Float32Array.of(1)]]), 0.001);
    expect(part.get('w')![0]! / whole.get('w')![0]!).toBeCloseTo(0.001, 6);
  });
  test('a missing gradient is an error', () => {
    expect(() => new Adadelta(new Map([['w', new Float32Array(2)]])).step(new Map(), 1)).toThrow('no gradient that fits w');
  });
});

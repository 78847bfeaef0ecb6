import { Adam } from './adam';

describe('Adam', () => {
  test('its first step is the learning rate, whatever the size of the gradient', () => {
    const weights = new Map([['w', Float32Array.of(1, 1, 1)]]);
    new Adam(weights).step(new Map([['w', Float32Array.of(100, -0.01, 0)]]), 0.1);
    const [up, down, still] = weights.get('w')!;
    expect(up).toBeCloseTo(0.9, 4);
    expect(down).toBeCloseTo(1.1, 4);
    expect(still).toBe(1);
  });
  test('follows the published rule over several steps', () => {
    const weights = new Map([['w', Float32Array.of(0.5)]]);
    const adam = new Adam(weights);
    let [expected, first, second] = [0.5, 0, 0];
    [0.3, -0.1, 0.7, 0.2].forEach((slope, i) => {
      adam.step(new Map([['w', Float32Array.of(slope)]]), 0.01);
      first = 0.9 * first + 0.1 * slope;
      second = 0.999 * second + 0.001 * slope * slope;
      expected -= (0.01 * (first / (1 - 0.9 ** (i + 1)))) / (Math.sqrt(second / (1 - 0.999 ** (i + 1))) + 1e-8);
    });
    expect(weights.get('w')![0]).toBeCloseTo(expected, 5);
  });
  test('finds the bottom of a bowl', () => {
    const weights = new Map([['w', Float32Array.of(3, -2)]]);
    const adam = new Adam(weights);
    for (let i = 0; i < 500; i++) adam.step(new Map([['w', weights.get('w')!.map((w) => 2 * (w - 1))]]), 0.05);
    for (const w of weights.get('w')!) expect(w).toBeCloseTo(1, 2);
  });
  test('a missing gradient is an error', () => {
    expect(() => new Adam(new Map([['w', new Float32Array(2)]])).step(new Map(), 0.1)).toThrow('no gradient that fits w');
  });
});

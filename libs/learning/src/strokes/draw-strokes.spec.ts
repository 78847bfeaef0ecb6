import { drawStrokes } from './draw-strokes';

const across = [
  [
    { x: 0.25, y: 0.5 },
    { x: 0.75, y: 0.5 },
  ],
];
const inkOf = (data: Uint8Array): number => data.reduce((sum, value) => sum + (255 - value) / 255, 0);

describe('drawStrokes', () => {
  it('covers as much paper as a round pen of that width does', () => {
    const { data } = drawStrokes(across, { side: 100, penWidth: 10 });
    expect(inkOf(data)).toBeCloseTo(50 * 10 + Math.PI * 25, -1);
  });

  it('leaves paper white away from the stroke and ink black in its middle', () => {
    const { data } = drawStrokes(across, { side: 100, penWidth: 10 });
    expect(data[10 * 100 + 50]).toBe(255);
    expect(data[50 * 100 + 50]).toBe(0);
  });

  it('softens edges instead of making stairs', () => {
    const { data } = drawStrokes([across[0]!.map(({ x }) => ({ x, y: x }))], { side: 64, penWidth: 5 });
    expect(data.some((value) => value > 60 && value < 200)).toBe(true);
  });

  it('draws a stroke of one point as a dot', () => {
    const { data } = drawStrokes([[{ x: 0.5, y: 0.5 }]], { side: 40, penWidth: 8 });
    expect(inkOf(data)).toBeCloseTo(Math.PI * 16, -1);
  });

  it('keeps the part of a stroke that is on the paper when it leaves it', () => {
    const outside = [
      [
        { x: 0.5, y: 0.5 },
        { x: 1.5, y: 0.5 },
      ],
    ];
    const { data } = drawStrokes(outside, { side: 40, penWidth: 4 });
    expect(inkOf(data)).toBeCloseTo(20 * 4 + Math.PI * 2, -1);
  });
});

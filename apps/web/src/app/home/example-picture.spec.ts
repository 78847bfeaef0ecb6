import { cornersOf, EXAMPLES } from './example-picture';

describe('the examples', () => {
  it('are the digits that open the test set, in its order', () => {
    expect(EXAMPLES.map(({ digit }) => digit)).toEqual([7, 2, 1, 0, 4]);
    expect(EXAMPLES.every(({ path }) => path.startsWith('M'))).toBe(true);
  });

  it('bear the marks of their box where the digit stands', () => {
    // Two pixels a unit, on paper that begins 20 units left of the digit's own ground.
    expect(cornersOf({ x: 60, y: 40, width: 160, height: 200 })).toBe('M10 32V20H22M90 32V20H78M10 108V120H22M90 108V120H78');
  });

  it('bear marks that do not cross each other, however slim the box', () => {
    expect(cornersOf({ x: 40, y: 0, width: 12, height: 120 })).toBe('M0 2V0H2M6 2V0H4M0 58V60H2M6 58V60H4');
  });
});

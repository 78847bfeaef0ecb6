import { curvesOf } from './curves';

const history = [0.5, 0.1, 0.05, 0.06].map((validationLoss, i) => ({
  ...{ epoch: i + 1, loss: 0.4 / (i + 1), accuracy: 0.9 + 0.02 * i, validationLoss },
  ...{ validationAccuracy: [0.95, 0.97, 0.991, 0.99][i] ?? 0, seconds: 1 },
}));

describe('curves', () => {
  it('mark the epoch that was kept on both lines of validation, with its figures', () => {
    const svg = curvesOf('tiny', history, 3);
    expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(svg.match(/class="mark"/g)).toHaveLength(2);
    expect(svg).toContain('epoch 3: 0.05<');
    expect(svg).toContain('epoch 3: 99.1 %<');
    expect(svg.match(/class="line validation" d="M80\.0 [^"]*L/g)).toHaveLength(1);
    expect(svg).not.toContain('NaN');
  });
  it.each([
    ['a single epoch', history.slice(0, 1), 1],
    ['figures at their limits', [{ ...history[0]!, loss: 0, accuracy: 1, validationLoss: 0, validationAccuracy: 1 }, history[1]!], 1],
    ['a thousand epochs', Array.from({ length: 1000 }, () => history[1]!), 500],
  ])('can be drawn of %s', (_, epochs, best) => {
    const svg = curvesOf('x', epochs, best);
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(svg.length).toBeLessThan(100_000);
  });
  it('let no name become a tag', () => expect(curvesOf('<script>', history, 1)).not.toContain('<script>'));
});

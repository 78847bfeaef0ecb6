import type { ModelCard } from '@numera/contracts';
import { GLYPH_SIZE, VIEWS } from '@numera/vision';
import { scoresOf, type Network, type Scored } from './modes';

const accurate = {
  members: [],
  calibration: { temperature: 0.8 },
  thresholds: { accept: 0.8, reject: 0.3, chosenOn: 'test', targetError: 0.01 },
};
const card = { labels: ['0', '1'], calibration: { temperature: 2 }, accurate } as unknown as ModelCard;
const glyphs = [{ pixels: new Float32Array(GLYPH_SIZE) }, { pixels: new Float32Array(GLYPH_SIZE).fill(1) }];

/** Answers every glyph with the same chance of a 1, and counts what it is asked. */
function network(share: number): { run: Network; asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    run: (list) => {
      asked.push(list.length);
      return Promise.resolve(Float32Array.from(list.flatMap(() => [Math.log(1 - share), Math.log(share)])));
    },
  };
}

describe('scores of glyphs', () => {
  test('fast asks the first network once for each glyph', async () => {
    const [first, second] = [network(0.9), network(0.5)];
    const scores = await scoresOf(glyphs, 'fast', { card, networks: [first.run, second.run] });
    expect([first.asked, second.asked]).toEqual([[2], []]);
    expect(scores).toMatchObject({ mode: 'fast', rules: { calibration: { temperature: 2 } } });
  });
  test('plain views are further answers to the same glyph: the logits are added by their weights, so what is sure decides', async () => {
    const shares = [0.99, 0.5, 0.2, 0.9, 0.9, 0.5];
    const run: Network = (list) =>
      Promise.resolve(Float32Array.from(list.flatMap((_, i) => [2 * Math.log(1 - shares[i]!), 2 * Math.log(shares[i]!)])));
    const [first, second] = glyphs as [Scored, Scored];
    const asked: Scored[] = [{ ...first, plain: [second.pixels] }, second, { ...first, plain: [second.pixels, second.pixels] }];
    const { logits } = await scoresOf(asked, 'fast', { card, networks: [run] });
    const odds = [0, 2, 4].map((at) => (logits[at + 1]! - logits[at]!) / 2);
    expect(odds[0]).toBeCloseTo(0.4 * Math.log(99), 4);
    expect(odds[1]).toBeCloseTo(Math.log(0.25), 4);
    expect(odds[2]).toBeCloseTo(0.8 * Math.log(9), 4);
  });
  test('accurate averages the logits of all networks and views, and has a temperature of its own', async () => {
    const [first, second] = [network(0.9), network(0.5)];
    const scores = await scoresOf(glyphs, 'accurate', { card, networks: [first.run, second.run] });
    expect([first.asked, second.asked]).toEqual([[2 * VIEWS], [2 * VIEWS]]);
    expect(scores).toMatchObject({ mode: 'accurate', rules: { calibration: { temperature: 0.8 } } });
    expect(scores.logits).toHaveLength(4);
    // Odds of 9 and of 1: 3 is their geometric mean.
    expect(Math.exp(scores.logits[1]! - scores.logits[0]!)).toBeCloseTo(3, 5);
  });
  test('without figures for accurate on the card its own rules hold', async () => {
    const { rules } = await scoresOf(glyphs, 'accurate', { card: { ...card, accurate: undefined }, networks: [network(0.9).run] });
    expect(rules.calibration.temperature).toBe(2);
  });
});

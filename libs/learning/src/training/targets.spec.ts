import { GLYPH_SIZE } from '@numera/vision';
import { NO_CLASS } from '../data/glyph-set';
import { dense } from '../layers/dense';
import { flatten } from '../layers/flatten';
import { servingGraph } from '../serving-graph';
import { openTargets, smoothTargets } from './targets';

/** A serving graph whose logits are the same for every glyph. */
const sayingAlways = (...logits: number[]): Uint8Array =>
  servingGraph(
    [flatten(), dense(logits.length)],
    new Map([
      ['1.dense.weight', new Float32Array(GLYPH_SIZE * logits.length)],
      ['1.dense.bias', Float32Array.from(logits)],
    ]),
  );
const glyphs = (count: number): Float32Array => new Float32Array(count * GLYPH_SIZE);
const rounded = (values: Float32Array): number[] => [...values].map((value) => Math.round(1e5 * value) / 1e5);

test('targets are one and zero without smoothing, and always sum to one', () => {
  expect([...smoothTargets(Uint8Array.of(1, 0), 3, 0)]).toEqual([0, 1, 0, 1, 0, 0]);
  expect([...smoothTargets(Uint8Array.of(NO_CLASS, 1), 4, 0)]).toEqual([0.25, 0.25, 0.25, 0.25, 0, 1, 0, 0]);
  const [right, wrong] = [...smoothTargets(Uint8Array.of(0), 10, 0.1)];
  expect(right).toBeCloseTo(0.91, 6);
  expect(wrong).toBeCloseTo(0.01, 6);
});

describe('teachers', () => {
  // The mean of their logits is [log 3, 0]: probabilities of 3/4 and 1/4.
  const teachers = [sayingAlways(2 * Math.log(3), 0.5), sayingAlways(0, -0.5)];

  test('give their share of each target, but say nothing of what is no digit', async () => {
    const targets = await openTargets(2, { teachers, taughtShare: 0.4 });
    const classes = Uint8Array.of(1, NO_CLASS, 0);
    expect(rounded(await targets.of(glyphs(3), classes))).toEqual([0.3, 0.7, 0.5, 0.5, 0.9, 0.1]);
    await targets.close();
  });

  test('are not asked where the recipe gives them no share', async () => {
    const targets = await openTargets(2, { teachers, labelSmoothing: 0.2 });
    expect(rounded(await targets.of(glyphs(1), Uint8Array.of(0)))).toEqual([0.9, 0.1]);
    await targets.close();
  });

  test('with other labels are refused', async () => {
    const targets = await openTargets(3, { teachers, taughtShare: 1 });
    await expect(targets.of(glyphs(1), Uint8Array.of(0))).rejects.toThrow(RangeError);
    await targets.close();
  });
});

/** Pixels that tell what a picture is made of; more tell no more. */
const MOST = 2048;
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * Indexes of pixels that stand for all `count`: multiples of the golden ratio (a Weyl sequence) fall evenly, where every nth pixel may fall into
 * one column. Of a small picture all of them.
 */
export function sampleOf(count: number): Uint32Array {
  const sample = new Uint32Array(Math.min(count, MOST));
  for (let i = 0; i < sample.length; i++) sample[i] = count <= MOST ? i : ((i * GOLDEN_RATIO) % 1) * count;
  return sample;
}

import type { RefusalWeights } from './refusal';

/** Written by tools/fit-refusal.mjs: what the judge of refusal.ts gives on each of its features, for one digit and for several. */
export const REFUSAL_WEIGHTS: Record<'one' | 'several', RefusalWeights> = {
  one: { features: [1.0545, 0.0479, 0.0479, 0.007, 0.007, 0.2217, 0.2217, -0.1021, -0.1021, 0], bias: -3.9782 },
  several: { features: [0.9661, 0.8302, -0.1658, 0.3863, -0.3486, 0.2763, 0.0425, 1.9092, -0.4302, -3.5088], bias: -4.2252 },
};

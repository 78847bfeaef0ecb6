import type { RefusalWeights } from './refusal';

/** Written by tools/fit-refusal.mjs: what the judge of refusal.ts gives on each of its features, for one digit and for several. */
export const REFUSAL_WEIGHTS: Record<'one' | 'several', RefusalWeights> = {
  one: { features: [0.8951, 0.1345, 0.1345, 0.1421, 0.1421, 0.0743, 0.0743, 0.0521, 0.0521, 0], bias: -2.3207 },
  several: { features: [0.9438, 0.8116, -0.0714, 0.6668, -0.5722, 0.3685, -0.248, 2.3472, -0.2981, -7.5727], bias: -5.6955 },
};

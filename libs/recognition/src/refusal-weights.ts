import type { RefusalWeights } from './refusal';

/** Written by tools/fit-refusal.mjs: what the judge of refusal.ts gives on each of its features, for one digit and for several. */
export const REFUSAL_WEIGHTS: Record<'one' | 'several', RefusalWeights> = {
  one: { features: [1.0091, 0.1585, 0.1585, -0.3376, -0.3376, 0.2318, 0.2318, 0.1105, 0.1105, 0], bias: -5.3215 },
  several: { features: [0.9933, 0.8271, -0.2042, 0.4793, -0.3671, 0.2627, 0.0461, 1.8682, -0.4578, -3.4752], bias: -4.1315 },
};

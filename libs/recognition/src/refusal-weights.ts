import type { RefusalWeights } from './refusal';

/** Written by tools/fit-refusal.mjs: what the judge of refusal.ts gives on each of its features, for one digit and for several. */
export const REFUSAL_WEIGHTS: Record<'one' | 'several', RefusalWeights> = {
  one: { features: [1.0306, 0.0581, 0.0581, -0.0018, -0.0018, 0.2159, 0.2159, -0.0855, -0.0855, 0], bias: -3.9736 },
  several: { features: [1.0253, 0.8244, -0.1408, 0.4553, -0.3125, 0.2301, 0.0331, 1.9419, -0.5368, -3.6432], bias: -4.3856 },
};

import type { RefusalWeights } from './refusal';

/** Written by tools/fit-refusal.mjs: what the judge of refusal.ts gives on each of its features, for one digit and for several. */
export const REFUSAL_WEIGHTS: Record<'one' | 'several', RefusalWeights> = {
  one: { features: [0.8057, 0.3781, 0.3781, 0.3254, 0.3254, -0.0214, -0.0214, -0.2425, -0.2425, 0], bias: -3.9571 },
  several: { features: [0.8247, 0.7268, -0.1363, 0.9233, -0.284, 0.4542, -0.294, 2.3522, -0.4465, -5.5059], bias: -3.7716 },
};

import type { RefusalWeights } from './refusal';

/** Written by tools/fit-refusal.mjs: what the judge of refusal.ts gives on each of its features, for one digit and for several. */
export const REFUSAL_WEIGHTS: Record<'one' | 'several', RefusalWeights> = {
  one: { features: [0.5088, 0.4978, 0.4978, 0.1076, 0.1076, 0.0675, 0.0675, 0.0664, 0.0664, 0], bias: -3.0837 },
  several: { features: [0.5409, 0.7576, -0.0615, 0.7718, 0.0408, 0.0242, -0.4401, 1.3943, -0.1532, -6.3387], bias: -4.6803 },
};

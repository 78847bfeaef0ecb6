import type { Weights } from '../weights';

/** Scales gradients, in place, so that all of them together are at most `limit` long (Pascanu et al. 2013). Returns their length before. */
export function clipByGlobalNorm(gradients: Weights, limit: number): number {
  let squares = 0;
  for (const values of gradients.values()) for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
  const norm = Math.sqrt(squares);
  if (norm > limit) {
    const scale = limit / norm;
    for (const values of gradients.values()) for (let i = 0; i < values.length; i++) values[i] = values[i]! * scale;
  }
  return norm;
}

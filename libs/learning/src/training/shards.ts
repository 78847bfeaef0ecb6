import { GLYPH_SIZE } from '@numera/vision';
import type { Weights } from '../weights';
import type { Batch } from './batches';
import type { Slopes } from './gradient-session';

/** Cuts a batch into at most `parts` runs of samples whose sizes differ by one at most; none is empty. */
export function cutBatch({ count, pixels, classes, augmentation }: Batch, parts: number): Batch[] {
  const used = Math.min(parts, count);
  return Array.from({ length: used }, (_, i) => {
    const [from, to] = [Math.floor((i * count) / used), Math.floor(((i + 1) * count) / used)];
    return {
      count: to - from,
      pixels: pixels.slice(from * GLYPH_SIZE, to * GLYPH_SIZE),
      classes: classes.slice(from, to),
      augmentation,
    };
  });
}

/**
 * Puts the answers to the parts of a batch together: means weighted by the parts' sizes, so they are those of the whole batch. Gradients are
 * written to `gradients`, where it has lists for them: taking that memory anew for each batch would cost as much as the sum.
 */
export function joinSlopes(parts: readonly (Slopes & { readonly count: number })[], gradients: Weights = new Map()): Slopes {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const sums = new Map(gradients);
  let at = 0;
  let loss = 0;
  const logits = new Float32Array(parts.reduce((sum, part) => sum + part.logits.length, 0));
  for (const [index, part] of parts.entries()) {
    const share = part.count / total;
    loss += part.loss * share;
    logits.set(part.logits, at);
    at += part.logits.length;
    for (const [id, values] of part.gradients) {
      const sum = sums.get(id) ?? new Float32Array(values.length);
      sums.set(id, sum);
      if (index === 0) scale(sum, values, share);
      else addScaled(sum, values, share);
    }
  }
  return { loss, logits, gradients: sums };
}

function scale(target: Float32Array, values: Float32Array, share: number): void {
  for (let i = 0; i < target.length; i++) target[i] = values[i]! * share;
}

function addScaled(target: Float32Array, values: Float32Array, share: number): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! + values[i]! * share;
}

/** Copies weights into one stretch of floats, parameter after parameter. */
export function writeFlat(weights: Weights, flat: Float32Array): void {
  let at = 0;
  for (const values of weights.values()) {
    flat.set(values, at);
    at += values.length;
  }
}

/** The stretches of `flat` that `writeFlat` fills, as views. */
export function viewsOf(parameters: readonly { id: string; size: number }[], flat: Float32Array): Weights {
  let at = 0;
  return new Map(parameters.map(({ id, size }) => [id, flat.subarray(at, (at += size))]));
}

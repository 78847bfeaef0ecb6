/**
 * Probabilities of one row of logits: softmax(logits / temperature), shifted by the largest logit so that no power overflows.
 * `temperature` above 1 flattens, below 1 sharpens (temperature scaling, Guo et al. 2017, "On Calibration of Modern Neural Networks").
 */
export function softmax(logits: ArrayLike<number>, temperature = 1): number[] {
  let largest = -Infinity;
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i] ?? NaN);
  const powers = Array.from(logits, (logit) => Math.exp((logit - largest) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Index of the largest value, the first of equals; -1 for an empty list. */
export function argMax(values: ArrayLike<number>): number {
  let best = -1;
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (value > largest) {
      largest = value;
      best = i;
    }
  }
  return best;
}

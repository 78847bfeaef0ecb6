import { crossEntropyOf, type Answers } from '../training/answers';

/** Temperatures that are looked at. */
const RANGE = { lowest: 0.05, highest: 20 };
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature with the lowest cross-entropy (Guo et al. 2017), by golden-section search over its logarithm, where the loss has one
 * valley. Exact to a thousandth.
 */
export function fitTemperature(answers: Answers): number {
  let [low, high] = [Math.log(RANGE.lowest), Math.log(RANGE.highest)];
  const lossAt = (log: number): number => crossEntropyOf(answers, Math.exp(log));
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [leftLoss, rightLoss] = [lossAt(left), lossAt(right)];
  while (high - low > 1e-3) {
    if (leftLoss < rightLoss) {
      [high, right, rightLoss] = [right, left, leftLoss];
      left = high - GOLDEN * (high - low);
      leftLoss = lossAt(left);
    } else {
      [low, left, leftLoss] = [left, right, rightLoss];
      right = low + GOLDEN * (high - low);
      rightLoss = lossAt(right);
    }
  }
  return Math.exp((low + high) / 2);
}

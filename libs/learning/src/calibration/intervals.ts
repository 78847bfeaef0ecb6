/** Normal quantile of 97.5 %: two-sided 95 %. */
const Z95 = 1.959963984540054;

/** Wilson's 95 % score interval of a share (Wilson 1927); [0, 1] when there are no trials. */
export function wilson95(successes: number, trials: number): [number, number] {
  if (trials === 0) return [0, 1];
  const share = successes / trials;
  const square = Z95 * Z95;
  const centre = share + square / (2 * trials);
  const spread = Z95 * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  const scale = 1 + square / trials;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

/** Chance of at most `successes` in `trials` tries of chance `share` each. */
export function chanceOfAtMost(successes: number, trials: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return successes >= trials ? 1 : 0;
  let logTerm = trials * Math.log1p(-share);
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= successes; k++) {
    logTerm += Math.log((trials - k + 1) / k) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}

/**
 * Clopper and Pearson's (1934) exact one-sided upper bound of a share at the given confidence: the largest chance under which so few
 * `failures` in `trials` would still be seen with probability 1 - confidence. 1 when there are no trials.
 */
export function upperBound(failures: number, trials: number, confidence = 0.95): number {
  if (trials === 0 || failures >= trials) return 1;
  let [low, high] = [failures / trials, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(failures, trials, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

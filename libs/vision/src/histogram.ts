/** Counts of the 256 grey values of `data`. */
export function histogramOf(data: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let i = 0; i < data.length; i++) counts[data[i]!]!++;
  return counts;
}

/**
 * The smallest value that `share` (0..1) of the counted values do not exceed, looking only at values of `from` and above.
 * 0 when there are none.
 */
export function percentile(counts: ArrayLike<number>, share: number, from = 0): number {
  let total = 0;
  for (let value = from; value < counts.length; value++) total += counts[value]!;
  if (total === 0) return 0;
  const wanted = Math.max(1, share * total);
  let seen = 0;
  for (let value = from; value < counts.length; value++) {
    seen += counts[value]!;
    if (seen >= wanted) return value;
  }
  return counts.length - 1;
}

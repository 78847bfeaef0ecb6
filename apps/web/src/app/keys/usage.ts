import type { ApiKeyUsage } from '@numera/contracts';

/** Requests of one day of UTC; those that were refused are among them. */
export type UsageDay = ApiKeyUsage['days'][number];

/** A bar of the chart, its heights as shares of the highest. */
export interface Bar extends UsageDay {
  readonly taken: number;
  readonly turnedAway: number;
}

/** A nice round number that no bar exceeds: 1, 2 or 5 times a power of ten. */
export function scaleFor(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([1, 2, 5].find((step) => step * power >= most) ?? 10);
}

/** The days as bars. */
export function barsOf(days: readonly UsageDay[]): { readonly scale: number; readonly bars: readonly Bar[] } {
  const scale = scaleFor(Math.max(0, ...days.map(({ requests }) => requests)));
  return {
    scale,
    bars: days.map((day) => ({ ...day, taken: (day.requests - day.refused) / scale, turnedAway: day.refused / scale })),
  };
}

export function totalsOf(days: readonly UsageDay[]): { readonly requests: number; readonly refused: number } {
  return days.reduce((sum, { requests, refused }) => ({ requests: sum.requests + requests, refused: sum.refused + refused }), {
    requests: 0,
    refused: 0,
  });
}

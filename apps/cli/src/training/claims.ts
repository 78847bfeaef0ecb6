import { HISTORIC_CLAIMS } from '@numera/learning';
import type { Epoch } from '@numera/learning';
import { percent } from '../table';

/** What the application whose recipe this is claimed, beside what came out here; nothing for other recipes. */
export function claimLines(recipe: string, history: readonly Epoch[]): string[] {
  // A recipe may have the name of anything that every object has.
  const claims = Object.hasOwn(HISTORIC_CLAIMS, recipe) ? HISTORIC_CLAIMS[recipe] : undefined;
  if (claims === undefined) return [];
  if (claims.length === 0) return [`${recipe} is of an earlier application, which gave no figures for it`];
  const rows = claims.map(({ what, claimed, unit, of }) => {
    const text = (value: number): string => (unit === 'share' ? percent(value) : value.toFixed(4));
    const got = of(history);
    return [what, text(claimed), got === null ? 'numera evaluate tells' : text(got)];
  });
  const all = [[`figures of ${recipe}`, 'claimed', 'got'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return [
    ...all.map(([what = '', ...figures]) =>
      [what.padEnd(widths[0] ?? 0), ...figures.map((one, i) => one.padStart(widths[i + 1] ?? 0))].join('  '),
    ),
    'Validation here is the end of the training files, there it was the test set.',
  ];
}

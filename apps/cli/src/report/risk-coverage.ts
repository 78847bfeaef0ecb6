import { riskCoverage, upperBound } from '@numera/learning';
import type { RiskPoint, Scored, Selective } from '@numera/learning';
import { axes, pathOf, plot, scalesFor, ticksOf } from './plot';

/** Points of a curve: more cannot be seen. */
const MOST = 240;

const riskOf = ({ accepted, errors }: RiskPoint): number => errors / accepted;

/** From where on the curve is shown: a good model makes no error over most of the coverage, and all that matters would stand at the edge. */
function startOf(points: readonly RiskPoint[], count: number): number {
  const final = points.at(-1)?.errors ?? 0;
  const first = points.find(({ errors }) => errors > final / 10)?.accepted ?? count;
  return Math.max(0, 1 - 2 * (1 - first / count) - 0.01);
}

/** The error among the surest answers by the share that they are, its 95 % bound above, and the threshold of a stated error when there is one. */
export function riskCoverageCurve(scored: readonly Scored[], selective: Selective | null): string {
  const all = riskCoverage(scored);
  const zoom = startOf(all, scored.length);
  // The chosen threshold must be seen, too, with some room before it.
  const start = selective === null || selective.threshold === null ? zoom : Math.max(0, Math.min(zoom, 1.1 * selective.coverage - 0.1));
  const shown = all.filter(({ accepted }) => accepted / scored.length >= start);
  const every = Math.max(1, Math.ceil(shown.length / MOST));
  const points = shown.filter((_, i) => i % every === 0 || i === shown.length - 1);
  const highest = Math.max(...points.map(riskOf), selective?.targetError ?? 0, 1e-4);
  const scales = scalesFor([start, 1], [0, highest * 1.25]);
  const at = (point: RiskPoint, value: number) => [point.accepted / scored.length, Math.min(highest * 1.25, value)] as const;
  const line = points.map((point) => at(point, riskOf(point)));
  const bound = points.map((point) => at(point, upperBound(point.errors, point.accepted)));
  const band = `${pathOf(bound, scales)}${pathOf([...line].reverse(), scales).replace('M', 'L')}Z`;
  const marks = selective === null ? '' : markOf(selective, scales, start);
  return plot(
    axes(scales, ticksOf(start, 1), ticksOf(0, highest * 1.25), 'accepted, surest first', 'wrong among them') +
      `<path class="band" d="${band}"/><path class="curve" d="${pathOf(line, scales)}"/>${marks}`,
    'Risk-coverage curve',
  );
}

function markOf({ targetError, coverage, error, threshold }: Selective, scales: ReturnType<typeof scalesFor>, start: number): string {
  const y = scales.y(targetError).toFixed(1);
  const target = `<path class="target" d="M${scales.x(start).toFixed(1)} ${y}H${scales.x(1).toFixed(1)}"/>`;
  if (threshold === null || coverage < start) return target;
  return `${target}<circle class="choice" cx="${scales.x(coverage).toFixed(1)}" cy="${scales.y(error).toFixed(1)}" r="6"/>`;
}

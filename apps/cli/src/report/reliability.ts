import { reliabilityBins, wilson95 } from '@numera/learning';
import type { Scored } from '@numera/learning';
import { share, whole } from './html';
import { axes, pathOf, plot, scalesFor } from './plot';

const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const CORNERS = [
  [0, 0],
  [1, 1],
] as const;

/** How often answers of each confidence are right: a dot per bin with its 95 % interval, as large as its share; honest dots lie on the diagonal. */
export function reliabilityDiagram(scored: readonly Scored[]): string {
  const scales = scalesFor([0, 1], [0, 1]);
  const bins = reliabilityBins(scored).filter(({ count }) => count > 0);
  const dots = bins.map(({ confidence, correct, count }) => {
    const x = scales.x(confidence).toFixed(1);
    const [low, high] = wilson95(correct, count);
    // By area, with a floor: the last bin of a good model holds nearly everything and would swallow the others.
    const radius = (3 + 8 * Math.sqrt(count / scored.length)).toFixed(1);
    const tip = `${share(confidence)} sure, ${share(correct / count)} right (${whole(correct)} of ${whole(count)})`;
    return `<g><title>${tip}</title><path class="whisker" d="M${x} ${scales.y(low).toFixed(1)}V${scales.y(high).toFixed(1)}"/><circle class="dot" cx="${x}" cy="${scales.y(correct / count).toFixed(1)}" r="${radius}"/></g>`;
  });
  const diagonal = `<path class="ideal" d="${pathOf(CORNERS, scales)}"/>`;
  return plot(axes(scales, TICKS, TICKS, 'stated confidence', 'really right') + diagonal + dots.join(''), 'Reliability diagram');
}

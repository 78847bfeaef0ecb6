import type { RiskLevel, Selective } from '@numera/learning';
import { percent, table } from './table';

/** What a stated error came to, and what the images prove, as people read it. */
export function selectiveLines({ targetError, threshold, chosenOn, chosenCount, levels, ...measured }: Selective): string[] {
  const { count, accepted, coverage, errors, error, bound } = measured;
  const target = `at most ${exact(targetError)} wrong`;
  const first =
    threshold === null
      ? [`${target}: not certifiable (${chosenCount ?? chosenOn}), nothing is accepted`]
      : [
          `${target}: accept from confidence ${threshold.toFixed(6)} (chosen on ${chosenOn})`,
          `coverage ${percent(coverage)} (${accepted} of ${count}), error ${percent(error)} (${errors} wrong; 95 % bound ${percent(bound)})`,
        ];
  return [...first, '', ...levelLines('these images prove', levels)];
}

/** A table of what answers prove; `heading` says whose. */
export function levelLines(heading: string, levels: readonly RiskLevel[]): string[] {
  return table([[heading, 'coverage', 'errors', 'threshold'], ...levels.map(levelRow)]);
}

function levelRow({ targetError, accept, coverage, errors, count, needed }: RiskLevel): string[] {
  const name = `at most ${exact(targetError)}`;
  if (accept !== null) return [name, percent(coverage), String(errors), accept.toFixed(6)];
  const why = count < needed ? `, takes ${needed}` : '';
  return [name, `not certifiable (${count}${why})`, '-', '-'];
}

/** Without the zeros that say nothing: 0.1 %, not 0.10 %. */
const exact = (share: number): string => `${Number((100 * share).toPrecision(6))} %`;

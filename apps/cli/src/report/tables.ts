import type { Evaluation, RiskLevel } from '@numera/learning';
import { escape, share, stated, whole } from './html';

type Classes = NonNullable<Evaluation['perClass']>;

/** Precision, recall, F1 and support of each class; the bar shows how much of the class is missed. */
export function classTable(classes: Classes): string {
  const most = Math.max(1e-9, ...classes.map(({ recall }) => 1 - recall));
  const rows = classes.map(({ label, precision, recall, f1, support }) => {
    const missed = ((1 - recall) / most) * 100;
    return `<tr><th scope="row">${escape(label)}</th><td>${share(precision)}</td><td>${share(recall)}<i class="bar" style="width:${missed.toFixed(0)}%"></i></td><td>${share(f1)}</td><td>${whole(support)}</td></tr>`;
  });
  return `<table class="figures"><thead><tr><th scope="col">digit</th><th scope="col">precision</th><th scope="col">recall</th><th scope="col">F1</th><th scope="col">images</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** True digits down, read digits across, refused ones in the last column; the more often a confusion occurs, the redder it is. */
export function confusionTable(classes: Classes, confusion: readonly (readonly number[])[]): string {
  const refused = classes.map(({ support }, i) => support - (confusion[i] ?? []).reduce((sum, count) => sum + count, 0));
  const wrong = confusion.flatMap((row, i) => row.filter((_, j) => i !== j)).concat(refused);
  const most = Math.max(1, ...wrong);
  const cell = (count: number, isRight: boolean): string => {
    if (count === 0) return '<td class="none">·</td>';
    if (isRight) return `<td class="right">${whole(count)}</td>`;
    // Square root: one confusion among many must still be seen.
    return `<td class="wrong" style="--heat:${Math.round(20 + 80 * Math.sqrt(count / most))}%">${whole(count)}</td>`;
  };
  const rows = classes.map(({ label }, i) => {
    const cells = (confusion[i] ?? []).map((count, j) => cell(count, i === j)).join('');
    return `<tr><th scope="row">${escape(label)}</th>${cells}${cell(refused[i] ?? 0, false)}</tr>`;
  });
  const heads = classes.map(({ label }) => `<th scope="col">${escape(label)}</th>`).join('');
  return `<table class="confusion"><thead><tr><td></td>${heads}<th scope="col" title="refused">–</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** Accuracy of each kind, the worst first. */
export function kindTable(kinds: Evaluation['byKind']): string {
  const sorted = Object.entries(kinds).sort(([, a], [, b]) => a.accuracy - b.accuracy);
  const rows = sorted.map(
    ([kind, { accuracy, correct, count }]) =>
      `<tr><th scope="row">${escape(kind)}</th><td class="wide"><i class="track"><i style="width:${(100 * accuracy).toFixed(1)}%"></i></i></td><td>${share(accuracy)}</td><td>${whole(correct)} of ${whole(count)}</td></tr>`,
  );
  return `<table class="figures kinds"><thead><tr><th scope="col">kind</th><td></td><th scope="col">right</th><th scope="col">images</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** What the images prove about accepting with a stated error. */
export function levelTable(levels: readonly RiskLevel[]): string {
  const rows = levels.map(({ targetError, accept, coverage, errors, count, needed }) => {
    const proof =
      accept === null
        ? `<td colspan="3" class="refused">not certifiable (${whole(count)})${count < needed ? `; takes ${whole(needed)}` : ''}</td>`
        : `<td>${share(coverage)}</td><td>${whole(errors)}</td><td>${accept.toFixed(4)}</td>`;
    return `<tr><th scope="row">${stated(targetError)}</th>${proof}</tr>`;
  });
  return `<table class="figures"><thead><tr><th scope="col">at most wrong</th><th scope="col">accepted</th><th scope="col">errors</th><th scope="col">from confidence</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

import { macroFigures } from '@numera/learning';
import type { Evaluation } from '@numera/learning';
import { decimal, share } from './report/html';
import { percent, table } from './table';

/** The figures as people read them. */
export function figureLines(figures: Evaluation): string[] {
  const { count, correct, accuracy, interval95, meanConfidence, ece, imagesPerSecond, perClass } = figures;
  const [low, high] = interval95;
  const lines = [
    `${correct} of ${count} right: ${share(accuracy)} (95 %: ${share(low)} to ${share(high)})`,
    `mean confidence ${percent(meanConfidence)}, calibration error ${percent(ece)}, ${Math.round(imagesPerSecond)} images/s`,
  ];
  if (perClass !== null) {
    const rows = perClass.map(({ label, precision, recall, f1, support }) => [
      label,
      ...[precision, recall, f1].map((value) => decimal(value)),
      String(support),
    ]);
    lines.push('', ...table([['label', 'precision', 'recall', 'f1', 'support'], ...rows]), macroLine(figures));
  }
  const kinds = Object.entries(figures.byKind).map(([kind, row]) => [kind, percent(row.accuracy), String(row.correct), String(row.count)]);
  if (kinds.length > 0) lines.push('', ...table([['kind', 'right', 'correct', 'count'], ...kinds]));
  return lines;
}

/** The four figures that classifiers are compared by, each class counting the same; empty without figures of classes. */
export function macroLine({ perClass, auc }: Pick<Evaluation, 'perClass' | 'auc'>): string {
  const macro = perClass && macroFigures(perClass);
  if (macro === null) return '';
  const { precision, recall, f1 } = macro;
  const area = auc === null ? '' : `, AUC ${decimal(auc, 5)}`;
  return `Macro mean: precision ${decimal(precision)}, recall ${decimal(recall)}, F1 ${decimal(f1)}${area}`;
}

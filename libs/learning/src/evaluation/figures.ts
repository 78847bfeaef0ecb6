/** Bins of equal width that confidences are sorted into. */
const BINS = 15;

/** What a reading was worth: how sure it was, and whether it was right. */
export interface Scored {
  readonly confidence: number;
  readonly isCorrect: boolean;
}

export interface ClassFigures {
  readonly label: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Images of this class. */
  readonly support: number;
}

/** The answers whose confidence lies in [from, to) (the last bin: up to 1 and with it). */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly correct: number;
  /** Mean confidence; of nothing: the middle of the bin. */
  readonly confidence: number;
}

/** How often answers of each confidence are right, in the bins that the calibration error has. */
export function reliabilityBins(scored: readonly Scored[]): ReliabilityBin[] {
  const sums = Array.from({ length: BINS }, () => ({ count: 0, correct: 0, confidence: 0 }));
  for (const { confidence, isCorrect } of scored) {
    const sum = sums[binOf(confidence)]!;
    sum.count++;
    sum.confidence += confidence;
    if (isCorrect) sum.correct++;
  }
  return sums.map(({ count, correct, confidence }, i) => ({
    from: i / BINS,
    to: (i + 1) / BINS,
    count,
    correct,
    confidence: count === 0 ? (i + 0.5) / BINS : confidence / count,
  }));
}

const binOf = (confidence: number): number => Math.min(BINS - 1, Math.floor(confidence * BINS));

/** The error among the surest `accepted` of the answers. */
export interface RiskPoint {
  readonly confidence: number;
  readonly accepted: number;
  readonly errors: number;
}

/** The risk-coverage curve: for every confidence that occurs how many answers are at least as sure, and how many of those are wrong. */
export function riskCoverage(scored: readonly Scored[]): RiskPoint[] {
  const sorted = [...scored].sort((a, b) => b.confidence - a.confidence);
  const points: RiskPoint[] = [];
  let errors = 0;
  sorted.forEach(({ confidence, isCorrect }, i) => {
    if (!isCorrect) errors++;
    // Equal confidences are accepted together, so only the last of them is a point.
    if (sorted[i + 1]?.confidence !== confidence) points.push({ confidence, accepted: i + 1, errors });
  });
  return points;
}

/** Expected calibration error: the mean distance between confidence and accuracy over 15 bins, weighted by their size (Naeini et al. 2015). */
export function calibrationError(scored: readonly Scored[]): number {
  const distance = reliabilityBins(scored).reduce(
    (sum, bin) => sum + (bin.count === 0 ? 0 : Math.abs(bin.confidence * bin.count - bin.correct)),
    0,
  );
  return scored.length === 0 ? 0 : distance / scored.length;
}

/**
 * Precision, recall and F1 of each class from a confusion matrix [true][read] and the number of images of each class, which may be more
 * than its row's sum: a refused image stands in no column. A share of nothing is 0.
 */
export function classFigures(
  labels: readonly string[],
  confusion: readonly (readonly number[])[],
  support: readonly number[],
): ClassFigures[] {
  return labels.map((label, i) => {
    const hits = confusion[i]![i]!;
    const read = confusion.reduce((sum, row) => sum + row[i]!, 0);
    const precision = read === 0 ? 0 : hits / read;
    const recall = support[i] === 0 ? 0 : hits / support[i]!;
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return { label, precision, recall, f1, support: support[i]! };
  });
}

/** Means of the classes' figures, each class counting the same; of those that occur, as an absent class has no recall. Null when none does. */
export function macroFigures(classes: readonly ClassFigures[]): Pick<ClassFigures, 'precision' | 'recall' | 'f1'> | null {
  const present = classes.filter(({ support }) => support > 0);
  if (present.length === 0) return null;
  const mean = (of: 'precision' | 'recall' | 'f1'): number => present.reduce((sum, row) => sum + row[of], 0) / present.length;
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') };
}

/**
 * Area under the ROC curve of one class against the rest, by the ranks of its scores (Mann and Whitney 1947; equal scores share their
 * mean rank); null when there is nothing on one side.
 */
export function areaUnderCurve(scores: readonly number[], isPositive: readonly boolean[]): number | null {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const positives = isPositive.filter(Boolean).length;
  const negatives = scores.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    const meanRank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) if (isPositive[order[i]!]) rankSum += meanRank;
    from = to;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mean of the classes' areas, each class against the rest; `probabilities` has one row per image. Null when no class can be measured. */
export function macroAuc(probabilities: readonly (readonly number[])[], classes: readonly number[], labels: number): number | null {
  const areas: number[] = [];
  for (let label = 0; label < labels; label++) {
    const scores = probabilities.map((row) => row[label] ?? 0);
    const area = areaUnderCurve(
      scores,
      classes.map((right) => right === label),
    );
    if (area !== null) areas.push(area);
  }
  return areas.length === 0 ? null : areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

import type { ModelCard } from '@numera/contracts';
import { argMax, softmax } from '@numera/recognition';
import type { Dataset } from '../data/dataset';
import { countCorrect, crossEntropyOf, rowOf, type Answers } from '../training/answers';
import { REPORTED_ERRORS, controlRisk } from './risk-control';
import { fitTemperature } from './temperature';
import { chooseThresholds, rejectStringFor, type Judged } from './thresholds';

/** Wrong answers among the accepted that are put up with: two in a thousand. */
const TARGET_ERROR = 0.002;

export interface Calibrated {
  readonly calibration: ModelCard['calibration'];
  readonly thresholds: ModelCard['thresholds'];
  /** Thresholds for the errors that reports speak of, and for the one that serving uses. */
  readonly risk: NonNullable<ModelCard['risk']>;
  /** Figures on the validation set. */
  readonly metrics: ModelCard['metrics'];
}

/**
 * Fits temperature and thresholds to a network's answers on the validation set, and on glyphs that are no digit when there are some. What may be
 * accepted is chosen on the `outOfFold` answers too: the more there are, the smaller the error they prove.
 */
export function calibrate(
  answers: Answers,
  dataset: Pick<Dataset, 'name'>,
  negatives?: Answers,
  outOfFold: readonly Judged[] = [],
): Calibrated {
  const temperature = fitTemperature(answers);
  const judged = judgedAt(temperature, answers);
  const doubted = negatives === undefined ? [] : judgedAt(temperature, negatives).map(({ confidence }) => confidence);
  const { accept, reject } = chooseThresholds(judged, TARGET_ERROR, doubted, outOfFold);
  const accepted = judged.filter(({ confidence }) => confidence >= accept);
  const chosenOn = `validation${outOfFold.length > 0 ? ' and out-of-fold answers' : ''} of ${dataset.name}`;
  const ofStrings = doubted.length > 0 && { rejectString: rejectStringFor(reject) };
  return {
    calibration: { temperature },
    thresholds: { accept, reject, ...ofStrings, chosenOn, targetError: TARGET_ERROR },
    risk: [...new Set([...REPORTED_ERRORS, TARGET_ERROR])]
      .sort((a, b) => b - a)
      .map((target) => controlRisk([...judged, ...outOfFold], target)),
    metrics: {
      validation: {
        count: judged.length,
        accuracy: countCorrect(answers) / judged.length,
        loss: crossEntropyOf(answers),
        calibratedLoss: crossEntropyOf(answers, temperature),
        acceptedShare: accepted.length / judged.length,
        acceptedErrors: accepted.filter(({ isCorrect }) => !isCorrect).length,
        rejected: judged.filter(({ confidence }) => confidence < reject).length,
      },
      ...(doubted.length > 0 && {
        negatives: { count: doubted.length, rejected: doubted.filter((confidence) => confidence < reject).length },
      }),
    },
  };
}

/** How sure a network is of each answer at a temperature, and whether it is right. */
export function judgedAt(temperature: number, answers: Answers): Judged[] {
  return Array.from(answers.classes, (right, i) => {
    const probabilities = softmax(rowOf(answers, i), temperature);
    const best = argMax(probabilities);
    return { confidence: probabilities[best] ?? 0, isCorrect: best === right };
  });
}

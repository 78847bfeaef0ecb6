import type { ReadMode, ReadOptions } from '@numera/contracts';
import {
  findTurned,
  glyphsOf,
  read,
  readTurned,
  scoresOf,
  softmax,
  type LineModel,
  type Model,
  type TurnedPicture,
} from '@numera/recognition';
import type { FindOptions, Raster } from '@numera/vision';
import { wilson95 } from '../calibration/intervals';
import { calibrationError, classFigures, macroAuc, type ClassFigures } from './figures';

/** An image with what it shows. A null raster is an image that could not be decoded: it counts as wrong. */
export interface LabelledImage {
  readonly raster: Raster | null;
  /** One digit or a string of digits. */
  readonly label: string;
  /** Group to report on its own. */
  readonly kind?: string;
}

export interface KindFigures {
  readonly count: number;
  readonly correct: number;
  readonly accuracy: number;
}

/** Shares are from 0 to 1. Class figures are null when a label is a string or not in the model's label set. */
export interface Evaluation extends KindFigures {
  /** Wilson's 95 % interval of the accuracy. */
  readonly interval95: [number, number];
  readonly meanConfidence: number;
  readonly ece: number;
  readonly perClass: ClassFigures[] | null;
  readonly auc: number | null;
  /** [true][read], in the order of the model's labels; refused images are in no column. */
  readonly confusion: number[][] | null;
  readonly imagesPerSecond: number;
  readonly byKind: Record<string, KindFigures>;
}

export interface EvaluateOptions extends FindOptions, Pick<ReadOptions, 'constraints' | 'rotate'> {
  /** Looks at lines of more than one digit; without it they are read by their digits alone. */
  readonly lineModel?: LineModel;
  /** Default: fast. */
  readonly mode?: ReadMode;
  /** Told of each answer in the order of the images, beside its image; for reports that need more than the figures. */
  readonly onAnswer?: (answer: Answer, image: LabelledImage) => void;
  /** Images in one run of the network; default 64. */
  readonly batchSize?: number;
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds that only go up. */
  readonly clock?: () => number;
}

/** What the pipeline said of one image. */
export interface Answer {
  readonly label: string;
  readonly kind: string | undefined;
  /** Null: refused, nothing found, or not decodable. */
  readonly text: string | null;
  readonly confidence: number;
  readonly isCorrect: boolean;
  /** Of the only glyph; empty when there is none or more than one. */
  readonly probabilities: readonly number[];
}

/** Reads every image through the whole pipeline and compares; a string is right only whole, a refused or undecodable image is wrong. */
export async function evaluate(
  model: Model,
  images: Iterable<LabelledImage> | AsyncIterable<LabelledImage>,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const { batchSize = 64, clock = () => performance.now(), signal, onProgress } = options;
  const startedAt = clock();
  const answers: Answer[] = [];
  let waiting: LabelledImage[] = [];
  const flush = async (): Promise<void> => {
    signal?.throwIfAborted();
    const latest = await readAll(model, waiting, options);
    if (options.onAnswer) for (const [i, answer] of latest.entries()) options.onAnswer(answer, waiting[i]!);
    answers.push(...latest);
    waiting = [];
    onProgress?.(answers.length);
  };
  for await (const image of images) {
    waiting.push(image);
    if (waiting.length >= batchSize) await flush();
  }
  if (waiting.length > 0) await flush();
  const seconds = Math.max(1e-6, (clock() - startedAt) / 1000);
  return summary(answers, model.card.labels, answers.length / seconds);
}

async function readAll(model: Model, images: readonly LabelledImage[], options: EvaluateOptions): Promise<Answer[]> {
  const pictures: TurnedPicture[] = [];
  for (const { raster } of images) pictures.push(await turnedOf(raster ?? NOTHING, model, options));
  const ways = pictures.flatMap((picture) => picture.ways.map(({ lines }) => lines));
  const glyphs = ways.map(glyphsOf);
  const { logits, rules, mode } = await scoresOf(glyphs.flat(), options.mode ?? 'fast', model);
  const width = model.card.labels.length;
  let at = 0;
  const rowsOf = new Map(ways.map((lines, i) => [lines, logits.subarray(at, (at += glyphs[i]!.length * width))]));
  const { constraints } = options;
  const settings = { mode, ...(constraints && { constraints }) };
  return Promise.all(
    images.map(async ({ label, kind }, i) => {
      const picture = pictures[i]!;
      const {
        text,
        confidence,
        glyphs: digits,
      } = await readTurned(picture, async (lines) => read(lines, rowsOf.get(lines)!, rules, settings));
      // Of a refused digit too, when it was the only thing that might be one.
      const rows = rowsOf.get(picture.ways[0]!.lines)!;
      const isAlone = picture.ways.length === 1 && rows.length === width;
      const probabilities = isAlone ? softmax(rows, rules.calibration.temperature) : digits.length === 1 ? digits[0]!.probabilities : [];
      return { label, kind, text, confidence, isCorrect: text === label, probabilities };
    }),
  );
}

/** What an image that could not be decoded shows. */
const NOTHING: Raster = { width: 0, height: 0, data: new Uint8Array(0) };

/** The candidates of a picture each way that it is to be turned, with what the line network says of them. */
async function turnedOf(raster: Raster, { card }: Model, { layout = 'auto', rotate, lineModel }: EvaluateOptions): Promise<TurnedPicture> {
  const { size, ways } = findTurned(raster, { layout, ...(rotate && { rotate }) });
  if (lineModel === undefined) return { size, ways };
  const judged = [];
  for (const { turns, lines } of ways) judged.push({ turns, lines: await lineModel.judge(lines, card.labels) });
  return { size, ways: judged };
}

function summary(answers: readonly Answer[], labels: readonly string[], imagesPerSecond: number): Evaluation {
  const { count, correct, accuracy } = figuresOf(answers);
  const classes = answers.map(({ label }) => labels.indexOf(label));
  const hasClasses = count > 0 && !classes.includes(-1);
  const confusion = hasClasses ? confusionOf(answers, classes, labels) : null;
  const support = labels.map((_, i) => classes.filter((right) => right === i).length);
  return {
    count,
    correct,
    accuracy,
    interval95: wilson95(correct, count),
    meanConfidence: count === 0 ? 0 : answers.reduce((sum, { confidence }) => sum + confidence, 0) / count,
    ece: calibrationError(answers),
    perClass: confusion && classFigures(labels, confusion, support),
    auc: hasClasses
      ? macroAuc(
          answers.map(({ probabilities }) => probabilities),
          classes,
          labels.length,
        )
      : null,
    confusion,
    imagesPerSecond,
    byKind: byKind(answers),
  };
}

function confusionOf(answers: readonly Answer[], classes: readonly number[], labels: readonly string[]): number[][] {
  const confusion = labels.map(() => labels.map(() => 0));
  answers.forEach(({ text }, i) => {
    const column = text === null ? -1 : labels.indexOf(text);
    if (column >= 0) confusion[classes[i]!]![column]!++;
  });
  return confusion;
}

function byKind(answers: readonly Answer[]): Record<string, KindFigures> {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    if (answer.kind === undefined) continue;
    const group = groups.get(answer.kind);
    if (group) group.push(answer);
    else groups.set(answer.kind, [answer]);
  }
  return Object.fromEntries([...groups].map(([kind, group]) => [kind, figuresOf(group)]));
}

function figuresOf(answers: readonly Answer[]): KindFigures {
  const correct = answers.filter(({ isCorrect }) => isCorrect).length;
  return { count: answers.length, correct, accuracy: answers.length === 0 ? 0 : correct / answers.length };
}

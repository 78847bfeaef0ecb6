import type { Raster } from '@numera/vision';
import { learnedWords } from '../negatives/word-scripts';
import { between, normal, oneOf, type Random } from '../strokes/random';
import type { DigitPool } from './digit-pool';
import { boxGap, lay } from './laying';
import { LINE_SPACINGS, lineGap, placeInLine } from './line-gaps';
import { border, drawStroke, filling, MARKS, underline, type Canvas, type Mark } from './line-marks';
import { linePlan, type LinePlan, type PlannedDigit } from './line-plan';
import type { LineDigit } from './line-targets';
import { penned, type Hand } from './penned-digit';
import { learnedSigns, signPool } from './signs';
import { closing, opening, slash } from './tall-marks';

/** The column where a line begins, and where one that rises or falls is in the middle. */
const START = 6;
const DRIFT_FROM = 80;
/** Signs and words that lines are written with, and the height of the paper that they are drawn on: their ink is then about as high as the digits'. */
const SIGNS = { count: 3000, seed: 1, side: 34 };
const WORDS = { count: 2000, seed: 2, side: 44 };
/** Their heights, in heights of the digits. */
const SIGN_HEIGHT = { least: 0.5, most: 1.25 };
const WORD_HEIGHT = { least: 0.5, most: 1.35 };
/** Paper between a word and what is beside it, in heights of the digits. */
const WORD_GAP = { least: 0.12, most: 1.4 };
/** Shares of the lines with signs, with words, with slashes and with brackets; of those with words some have no digits. */
const SHARES = { signed: 0.3, worded: 0.25, slashed: 0.1, bracketed: 0.06, onlyWords: 0.12 };
/** In such lines, the chances of one before the digits, before each of them but the first, and behind them. */
const SIGNED = { first: 0.6, between: 0.06, last: 0.5 };
const SLASHED = { between: 0.3, last: 0.15 };
const NEVER = { first: 0, between: 0, last: 0 };

type Pool = ReturnType<typeof signPool>;
let signs: Pool | null = null;
let words: Pool | null = null;
const takeSign: Pool = (random) => (signs ??= signPool(learnedSigns, SIGNS))(random);
const takeWord: Pool = (random) => (words ??= signPool(learnedWords(), WORDS))(random);

/** Lays digits side by side, touching, close or apart, with marks and signs among them; returns where the digits are. */
export function writeLine(canvas: Canvas, pool: DigitPool, random: Random): LineDigit[] {
  const line = new LineWriter(canvas, pool, random);
  const { plan } = line;
  const signed = random() < SHARES.signed ? SIGNED : NEVER;
  const worded = random() < SHARES.worded ? SIGNED : NEVER;
  const slashed = random() < SHARES.slashed ? SLASHED : NEVER;
  const isBracketed = random() < SHARES.bracketed;
  if (random() < 0.08) line.fill();
  const isOnlyWords = worded.first > 0 && random() < SHARES.onlyWords;
  if (isOnlyWords || random() < worded.first) line.word();
  if (isBracketed && !isOnlyWords) line.tall(opening);
  for (const [i, planned] of isOnlyWords ? [] : plan.digits.entries()) {
    if (!line.hasRoom(2)) break;
    line.markBefore(plan.cents > 0 && i === plan.digits.length - plan.cents);
    if (i > 0 && random() < slashed.between) line.tall(slash);
    if (random() < (i === 0 ? signed.first : signed.between)) line.sign();
    if (i > 0 && random() < worded.between) line.word();
    if (!line.digit(planned)) break;
  }
  if (plan.areCentsUnderlined && plan.cents > 0 && line.digits.length === plan.digits.length) line.underlineCents();
  if (random() < slashed.last) for (let count = oneOf(random, [1, 1, 2]); count > 0; count--) line.tall(slash);
  if (isBracketed && !isOnlyWords) line.tall(closing);
  if (random() < signed.last) line.sign();
  if (random() < worded.last) line.word();
  line.finish();
  return line.digits;
}

/** One hand that writes from left to right. */
class LineWriter {
  readonly digits: LineDigit[] = [];
  /** The column where the ink ends. */
  private end = START;
  private isBesideWord = false;
  /** Height of a digit in pixels, and the thickness of what is drawn with a pen. */
  private readonly size: number;
  private readonly pen: number;
  private readonly hand: Hand;
  private readonly spacing: (typeof LINE_SPACINGS)[number];
  /** The chance of a mark before each digit. */
  private readonly marks: number;
  readonly plan: LinePlan;
  /** How unevenly things stand, in heights of the digits, and how much the line falls for each pixel to the right. */
  private readonly jitter: number;
  private readonly drift: number;

  constructor(
    private readonly canvas: Canvas,
    private readonly pool: DigitPool,
    private readonly random: Random,
  ) {
    this.size = between(random, 20, 27);
    this.hand = {
      slant: normal(random, 0.03, 0.12),
      gain: between(random, 1, 3),
      weight: normal(random, 0, 0.4),
      turn: normal(random, 0, 0.03),
    };
    this.pen = between(random, 2, 3.6);
    this.spacing = oneOf(random, LINE_SPACINGS);
    this.marks = random() < 0.3 ? between(random, 0.1, 0.4) : 0;
    this.plan = linePlan(random);
    this.jitter = between(random, 0.01, 0.07);
    this.drift = normal(random, 0, 0.02);
  }

  /** Is there room for so many digits? */
  hasRoom(count: number): boolean {
    return this.end < this.canvas.width - count * this.size;
  }

  /** Writes a digit behind what is there; false where it would leave the canvas. */
  digit({ digit, height, rise }: PlannedDigit): boolean {
    const { canvas, random, size, drift } = this;
    const glyph = penned(this.pool.take(digit, random), size * height * between(random, 0.82, 1.18), this.hand, random);
    const middle = this.middle + drift * (this.end - DRIFT_FROM) + size * (0.5 - rise - height / 2);
    const y = Math.round(middle + normal(random, 0, this.jitter) * size - glyph.height / 2);
    if (y < 1 || y + glyph.height >= canvas.height - 1 || this.end + glyph.width + size >= canvas.width) return false;
    const x = this.behind(glyph, y, size * height);
    this.isBesideWord = false;
    lay(glyph, x, y, canvas);
    const before = this.digits.at(-1);
    if (before !== undefined && random() < 0.04) this.joinUp(before.right, x);
    if (before?.digit === 0 && digit === 0 && random() < 0.3) {
      const over = y + size * between(random, -0.06, 0.12);
      drawStroke(canvas, [before.right - 0.3 * size, over], [x + 0.35 * glyph.width, over + normal(random, 0, 1)], 0.8 * this.pen);
    }
    this.digits.push({ digit, left: x, right: x + glyph.width });
    this.end = Math.max(this.end, x + glyph.width);
    return true;
  }

  /** Writes a sign about as high as digits. */
  sign(): void {
    this.stand(
      penned(takeSign(this.random), this.size * between(this.random, SIGN_HEIGHT.least, SIGN_HEIGHT.most), this.hand, this.random),
    );
    this.isBesideWord = false;
  }

  word(): void {
    this.isBesideWord = true;
    this.stand(
      penned(takeWord(this.random), this.size * between(this.random, WORD_HEIGHT.least, WORD_HEIGHT.most), this.hand, this.random),
    );
  }

  /** Draws a slash or a bracket. */
  tall(mark: Mark): void {
    if (this.hasRoom(3)) this.draw(mark, between(this.random, -2, 7));
  }

  /** Perhaps draws a point, a comma or a dash before a digit, sooner before the first of the cents. */
  markBefore(isFirstOfCents: boolean): void {
    if (this.random() < (isFirstOfCents ? 0.5 : this.marks)) this.mark(4);
  }

  /** Fills the field, as cheques are filled in. */
  fill(): void {
    this.draw(filling, 0);
  }

  underlineCents(): void {
    const { canvas, random, size, pen, plan } = this;
    const { rise } = plan.digits.at(-1)!;
    const from = this.digits.at(-plan.cents)!.left - between(random, -2, 4);
    const y = this.foot + this.drift * (this.end - DRIFT_FROM) - size * (rise - between(random, -0.05, 0.25));
    for (let row = random() < 0.2 ? 2 : 1; row > 0; row--) {
      const to: [number, number] = [this.end + between(random, -2, 4), y + 3 * row + normal(random, 0, 1)];
      drawStroke(canvas, [from, y + 3 * row], to, pen * between(random, 0.6, 1));
    }
  }

  /** Perhaps a mark behind everything, what fills the field, a rule under it, and a side of the field. */
  finish(): void {
    const { canvas, random, pen, top, foot } = this;
    if (random() < this.marks) this.mark(6);
    if (random() < 0.1 && this.hasRoom(2)) this.fill();
    if (random() < 0.06) underline(canvas, this.end, { foot, pen }, random);
    if (random() < 0.04) border(canvas, random() < 0.5 ? this.end + 1 : START - 1, { top, foot, pen }, random);
  }

  private get middle(): number {
    return this.canvas.height / 2;
  }

  private get top(): number {
    return this.middle - this.size / 2;
  }

  private get foot(): number {
    return this.middle + this.size / 2;
  }

  /** Draws a point, a comma or a dash, at most so many pixels behind what is there. */
  private mark(farthest: number): void {
    const gap = between(this.random, -1, farthest);
    this.draw(oneOf(this.random, MARKS), gap);
  }

  private draw(mark: Mark, gap: number): void {
    const { canvas, random, top, foot, pen } = this;
    this.end = Math.round(mark(canvas, this.end + gap, { top, foot, pen }, random));
  }

  /** Lays a sign or a word on the line, if there is room. */
  private stand(glyph: Raster): void {
    const { canvas, size } = this;
    const y = Math.round(this.middle + normal(this.random, 0, this.jitter) * size - glyph.height / 2);
    if (y < 1 || y + glyph.height >= canvas.height - 1 || this.end + glyph.width + 2 * size >= canvas.width) return;
    const x = this.behind(glyph, y, size);
    lay(glyph, x, y, canvas);
    this.end = Math.max(this.end, x + glyph.width);
  }

  /** Where a glyph goes: behind what is there, by a gap for digits of this height. */
  private behind(glyph: Raster, y: number, height: number): number {
    const { canvas, random, end, size } = this;
    if (end === START) return end;
    const gap = this.isBesideWord ? boxGap(size, WORD_GAP, random) : lineGap(this.spacing, height, random);
    return placeInLine(canvas, glyph, y, end, gap);
  }

  /** A stroke from one digit into the next, as of a pen that was not lifted. */
  private joinUp(from: number, to: number): void {
    const { canvas, random, size, pen } = this;
    const height = (): number => this.middle + size * between(random, -0.4, 0.45);
    drawStroke(canvas, [from - between(random, 1, 5), height()], [to + between(random, 1, 5), height()], 0.7 * pen);
  }
}

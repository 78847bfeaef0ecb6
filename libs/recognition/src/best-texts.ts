import type { Automaton } from './constraints/automaton';
import { digitOf } from './labels';
import type { Lattice, LatticeStep, SignStep } from './lattice';
import { logSum } from './log-sum';

/** A text that the lattice can be read as. `score` sums the exponentials of all its ways, as a logarithm. */
export interface ScoredText {
  readonly text: string;
  readonly score: number;
  /** The best of its ways: the steps in order, and for each the label that it is read as. */
  readonly way: readonly { readonly step: LatticeStep; readonly label: number }[];
  /** The signs that are passed over on it, in order. */
  readonly signs: readonly SignStep[];
}

export interface BestTexts {
  /** Best first. */
  readonly texts: readonly ScoredText[];
  /** The logarithm of the sum of all ways that keep the rule. */
  readonly total: number;
}

/** Texts kept for each state of each piece: those that are shown, and a few that may overtake them. */
const KEPT = 6;
/** States of the rule kept at each piece, by their weight: sure digits leave few, a picture made to be doubtful must not take seconds. */
const MOST_STATES = 128;
/** A digit is one of its likeliest labels; one less likely than this is not what was written. */
const LABELS = { most: 4, least: 1e-4 };

interface Hypothesis {
  readonly text: string;
  score: number;
  /** The best way's own score and its last step. */
  best: number;
  before: Hypothesis | null;
  step: LatticeStep | SignStep | null;
  /** -1: none, as of the start and of signs. */
  label: number;
  /** The line of the last digit. */
  row: number;
}
interface Cell {
  total: number;
  readonly texts: Map<string, Hypothesis>;
}

/** Where a label leads; a label that is no digit keeps no rule. */
type Follow = (state: number, label: number) => number | null;

/**
 * The likeliest texts of a lattice that keep a rule (null: any), with `labels` as the network's outputs in order: the search carries for each
 * piece and each state of the rule the sum of all ways there (the forward algorithm) and the best few texts, ways to the same text added up. A
 * way weighs the exponential of its steps' scores and its labels' probabilities; signs add nothing to the text. No text: nothing that the network
 * believes keeps the rule.
 */
export function bestTexts({ pieces, steps, signs }: Lattice, labels: readonly string[], rule: Automaton | null): BestTexts {
  const digits = labels.map(digitOf);
  const follow: Follow = (state, label) => {
    if (rule === null) return state;
    const digit = digits[label] ?? null;
    return digit === null ? null : rule.next(state, digit);
  };
  const cells: Map<number, Cell>[] = Array.from({ length: pieces + 1 }, () => new Map());
  const leaving = byStart(steps, pieces);
  const passing = byStart(signs, pieces);
  const believed = new Map(steps.map((step) => [step, labelsOf(step.glyph.probabilities)]));
  const start: Hypothesis = { text: '', score: 0, best: 0, before: null, step: null, label: -1, row: -1 };
  cells[0]!.set(rule?.start ?? 0, { total: 0, texts: new Map([['', start]]) });
  for (let piece = 0; piece < pieces; piece++) {
    for (const [state, cell] of heaviest(cells[piece]!)) {
      const kept = likeliest(cell);
      for (const step of leaving[piece]!) {
        for (const label of believed.get(step)!) {
          const next = follow(state, label);
          if (next !== null) reach(cellOf(cells[step.to]!, next), cell.total, kept, step, label, labels[label]!);
        }
      }
      for (const sign of passing[piece]!) pass(cellOf(cells[sign.to]!, state), cell.total, kept, sign);
    }
  }
  const ends = [...cells[pieces]!].filter(([state]) => rule?.accepts(state) ?? true).map(([, cell]) => cell);
  const texts = ends.flatMap(likeliest).sort((a, b) => b.score - a.score);
  return { texts: texts.slice(0, KEPT).map(unwound), total: ends.reduce((sum, { total }) => logSum(sum, total), -Infinity) };
}

/** Steps by the piece that they begin with. */
function byStart<S extends { readonly from: number }>(steps: readonly S[], pieces: number): S[][] {
  const leaving: S[][] = Array.from({ length: pieces + 1 }, () => []);
  for (const step of steps) leaving[step.from]!.push(step);
  return leaving;
}

/** The labels that a digit may be, the likeliest first. */
const labelsOf = (probabilities: readonly number[]): number[] =>
  probabilities
    .map((_, label) => label)
    .filter((label) => probabilities[label]! >= LABELS.least)
    .sort((a, b) => probabilities[b]! - probabilities[a]!)
    .slice(0, LABELS.most);

const likeliest = ({ texts }: Cell): Hypothesis[] => [...texts.values()].sort((a, b) => b.score - a.score).slice(0, KEPT);

const heaviest = (cells: ReadonlyMap<number, Cell>): [number, Cell][] =>
  cells.size <= MOST_STATES ? [...cells] : [...cells].sort(([, a], [, b]) => b.total - a.total).slice(0, MOST_STATES);

function cellOf(cells: Map<number, Cell>, state: number): Cell {
  const known = cells.get(state);
  if (known !== undefined) return known;
  const cell = { total: -Infinity, texts: new Map<string, Hypothesis>() };
  cells.set(state, cell);
  return cell;
}

/** Goes a step on from all that is kept of one cell, of which all ways together weigh `total`, to another. */
function reach(to: Cell, total: number, kept: readonly Hypothesis[], step: LatticeStep, label: number, name: string): void {
  const weight = step.score + Math.log(step.glyph.probabilities[label]!);
  to.total = logSum(to.total, total + weight);
  for (const before of kept) {
    const text = before.text + (before.row >= 0 && before.row !== step.row ? '\n' : '') + name;
    keep(to, { text, score: before.score + weight, best: before.best + weight, before, step, label, row: step.row });
  }
}

/** Goes a step on over a sign. */
function pass(to: Cell, total: number, kept: readonly Hypothesis[], step: SignStep): void {
  to.total = logSum(to.total, total + step.score);
  for (const before of kept) {
    const { text, row } = before;
    keep(to, { text, score: before.score + step.score, best: before.best + step.score, before, step, label: -1, row });
  }
}

function keep({ texts }: Cell, way: Hypothesis): void {
  const known = texts.get(way.text);
  if (known !== undefined) way.score = logSum(way.score, known.score);
  if (known === undefined || known.best < way.best) texts.set(way.text, way);
  else known.score = way.score;
}

function unwound({ text, score, ...last }: Hypothesis): ScoredText {
  const way: { step: LatticeStep; label: number }[] = [];
  const signs: SignStep[] = [];
  for (let at: Pick<Hypothesis, 'before' | 'step' | 'label'> | null = last; at?.step; at = at.before) {
    if ('isSign' in at.step) signs.unshift(at.step);
    else way.unshift({ step: at.step, label: at.label });
  }
  return { text, score, way, signs };
}

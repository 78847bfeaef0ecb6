import { between, oneOf, randomFrom, type Random } from '../strokes/random';
import { letterScripts as letters } from './letter-scripts';

/** Letters that no one takes for a digit. */
const unmistakable: readonly string[] = [
  ...[letters.A, letters.E, letters.F, letters.H, letters.K, letters.M, letters.N, letters.R, letters.V, letters.W, letters.X],
  ...[letters.f, letters.k, letters.m, letters.n, letters.w],
];

/** Letters that alone may be one, small ones on the line of the others. */
const doubtful: readonly string[] = [
  // a twice, b, c, d, e, g, h, i, j, l, o, p, q, r, s, t, u, v, x, y, z
  '72,40 46,34 26,60 40,90 64,80 72,42! 74,92',
  '28,42 46,34 68,40 72,54! 72,92 | 72,58 42,58 26,74 36,92 60,88 72,76',
  '26,6 26,92! 28,60 52,42 74,66 52,92 28,82',
  '74,46 50,36 28,60 44,90 76,80',
  '70,44 44,38 26,64 42,92 66,80 72,6! 74,92',
  '28,62 70,56 62,36 36,40 28,70 48,92 76,82',
  '70,42 44,34 28,54 44,72 66,60 72,36! 68,90 44,98 26,88',
  '26,6 26,92! 32,56 52,44 70,58 72,92',
  '50,38 50,92 | 50,18 51,20',
  '56,38 56,86 36,98 22,88 | 56,18 57,20',
  '46,6 46,82 60,92',
  '50,36 28,60 46,92 72,70 60,40 50,36',
  '26,36 26,98 | 26,54 50,36 74,54 50,76 28,68',
  '72,40 46,34 26,54 44,74 70,60 | 72,36 72,98',
  '28,38 30,92! 34,56 52,42 72,46',
  '72,42 46,36 34,50 66,70 58,90 28,86',
  '48,12 48,82 62,92 78,84 | 28,38 72,38',
  '24,38 28,80 48,92 70,78 72,38! 74,92',
  '20,38 46,92! 76,38',
  '24,38 74,92 | 74,38 24,92',
  '22,38 46,72 | 76,38 34,98',
  '24,38 74,38! 24,92! 76,92',
  // B, C, D, G, J, L, P, S, T, U, Y
  '24,6 24,94 | 24,6 66,14 62,42 24,48 | 30,48 76,60 66,92 24,94',
  '80,18 52,6 20,34 22,70 52,94 82,80',
  '24,6 24,94 | 24,6 66,18 80,50 64,86 24,94',
  '80,18 52,6 20,34 22,72 52,94 80,80! 80,54! 56,54',
  '66,6 66,76 46,94 24,78',
  '26,6 26,92! 78,92',
  '26,6 26,94 | 26,8 68,12 70,42 26,52',
  '74,16 46,6 28,26 50,46 74,68 52,94 24,82',
  '14,8 86,8 | 50,8 50,94',
  '22,6 24,70 50,94 76,70 78,6',
  '18,6 50,46! 82,6 | 50,46 50,94',
];

/** Two to six letters beside one another, of which one at least is no digit: a script (strokes/scripts.ts) of about their number times the usual width. */
export function wordScript(random: Random): string {
  const count = 2 + Math.floor(5 * random());
  const certain = Math.floor(count * random());
  const advance = between(random, 68, 92);
  return Array.from({ length: count }, (_, i) => {
    const letter = oneOf(random, i === certain || random() < 0.4 ? unmistakable : doubtful);
    const start = i * advance + between(random, -6, 6);
    return letter.replace(/(\d+),/g, (_match, x: string) => `${Math.max(0, Math.round(Number(x) + start))},`);
  }).join(' | ');
}

const wordScripts = (count: number, seed: number): string[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => wordScript(random));
};

/** Words that lines are learned with. */
export const learnedWords = (): string[] => wordScripts(600, 1);

/** Other words of the same letters, never learned: what is said of words is measured on these. */
export const heldApartWords = (): string[] => wordScripts(200, 2);

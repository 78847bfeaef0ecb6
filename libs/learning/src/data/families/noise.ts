import { normal, randomFrom, type Random } from '../../strokes/random';
import { SIZE, type Plane } from './plane';

/** Normal numbers to pick from: one draw of chance each instead of a logarithm and a cosine. */
const bell = makeBell();

function makeBell(): Float32Array {
  const random = randomFrom(77);
  return Float32Array.from({ length: 4096 }, () => normal(random, 0, 1));
}

/** Grain: Gaussian noise of up to 0.3, on everything or, as when paper was cleaned away, on the ink only. */
export function addNoise(plane: Plane, strength: number, random: Random): void {
  const deviation = 0.3 * strength;
  const isEverywhere = random() < 0.5;
  for (let at = 0; at < SIZE; at++) {
    const own = plane[at]!;
    if (!isEverywhere && own <= 0.05) continue;
    const value = own + deviation * bell[(random() * 4096) | 0]!;
    plane[at] = value < 0 ? 0 : value > 1 ? 1 : value;
  }
}

/** Specks and holes: up to 8 % of pixels made ink or paper. */
export function addSaltAndPepper(plane: Plane, strength: number, random: Random): void {
  const count = Math.round(0.08 * strength * SIZE);
  for (let i = 0; i < count; i++) plane[Math.floor(random() * SIZE)] = random() < 0.5 ? 0 : 1;
}

import type { Raster } from './raster';

/** Terms of a surface of the second degree: 1, x, y, x², xy, y². */
const TERMS = 6;
/** Rounds of fitting and choosing again; by then the choice no longer changes. */
const ROUNDS = 4;

/** Solves a small system of linear equations (rows of TERMS + 1, the right side last) by Gaussian elimination with pivoting; null when singular. */
function solve(rows: Float64Array[]): number[] | null {
  for (let column = 0; column < TERMS; column++) {
    let pivot = column;
    for (let row = column + 1; row < TERMS; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    if (Math.abs(top[column]!) < 1e-9) return null;
    for (const row of rows) {
      if (row === top) continue;
      const factor = row[column]! / top[column]!;
      for (let at = column; at <= TERMS; at++) row[at]! -= factor * top[at]!;
    }
  }
  return rows.map((row, i) => row[TERMS]! / row[i]!);
}

/** Fits a surface of the second degree to the wanted pixels by least squares; its value at every pixel, or null when they are too few. */
function fit({ width, height, data }: Raster, isWanted: Uint8Array): Float32Array | null {
  const rows = Array.from({ length: TERMS }, () => new Float64Array(TERMS + 1));
  const terms = new Float64Array(TERMS);
  const setTerms = (x: number, y: number): void => {
    const u = (2 * x) / width - 1;
    const v = (2 * y) / height - 1;
    terms[0] = 1;
    terms[1] = u;
    terms[2] = v;
    terms[3] = u * u;
    terms[4] = u * v;
    terms[5] = v * v;
  };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (isWanted[at] === 0) continue;
      setTerms(x, y);
      for (let i = 0; i < TERMS; i++) {
        const row = rows[i]!;
        for (let j = 0; j < TERMS; j++) row[j]! += terms[i]! * terms[j]!;
        row[TERMS]! += terms[i]! * data[at]!;
      }
    }
  }
  const weights = solve(rows);
  if (weights === null) return null;
  const surface = new Float32Array(data.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      setTerms(x, y);
      surface[at] = weights.reduce((sum, weight, i) => sum + weight * terms[i]!, 0);
    }
  }
  return surface;
}

/**
 * Level of paper in uneven light: a surface of the second degree through the pixels that are paper. Light changes slowly, so such a
 * surface follows it and cannot follow a stroke. Starts from `isPaper`; then pixels within `reach` of the surface are paper.
 */
export function paperSurface(small: Raster, isPaper: Uint8Array, reach: number): Float32Array | null {
  let surface: Float32Array | null = null;
  let wanted = isPaper;
  for (let round = 0; round < ROUNDS; round++) {
    surface = fit(small, wanted);
    if (surface === null) return null;
    const level = surface;
    wanted = small.data.map((value, at) => (Math.abs(value - level[at]!) <= reach ? 1 : 0));
  }
  return surface;
}

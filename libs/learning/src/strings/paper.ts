import type { Raster } from '@numera/vision';
import { between, normal, type Random } from '../strokes/random';

/** What a string is written on: white, grey with grain, specks and faint ink, or dark with light ink. */
export const PAPERS = ['clean', 'noisy', 'inverted'] as const;
export type PaperKind = (typeof PAPERS)[number];

/** Lays ink (255 on 0) on paper. */
export function onPaper({ width, height, data }: Raster, kind: PaperKind, random: Random): Raster {
  const [paper, ink] =
    kind === 'inverted' ? [between(random, 0, 50), between(random, 190, 255)] : [between(random, 200, 255), between(random, 0, 90)];
  const grain = kind === 'noisy' ? between(random, 6, 18) : 0;
  const specks = kind === 'noisy' ? 0.002 : 0;
  const slope = kind === 'noisy' ? between(random, -25, 25) : 0;
  const out = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) {
    const light = paper + slope * ((at % width) / width - 0.5);
    let value = light + ((ink - light) * data[at]!) / 255;
    if (grain > 0) value += normal(random, 0, grain);
    if (specks > 0 && random() < specks) value = random() < 0.5 ? ink : 255;
    out[at] = Math.max(0, Math.min(255, Math.round(value)));
  }
  return { width, height, data: out };
}

import type { Raster } from '@numera/vision';
import { between, normal, type Random } from '../strokes/random';
import { sample, trimmed } from './ink-raster';

/** What one hand does to every digit of a line. */
export interface Hand {
  /** Pixels to the right for each pixel up. */
  readonly slant: number;
  /** Radians. */
  readonly turn: number;
  /** Hardness of a stroke's edges; 1 leaves them. */
  readonly gain: number;
  /** Strokes thinned (below zero) or thickened, as the share of a pixel on each side. */
  readonly weight: number;
}

/** The digit `height` pixels high as a hand writes it, no two alike: leant, turned, stretched, trimmed. */
export function penned(source: Raster, height: number, hand: Hand, random: Random): Raster {
  const slant = hand.slant + normal(random, 0, 0.05);
  const turn = hand.turn + normal(random, 0, 0.05);
  const stretch = between(random, 0.82, 1.22);
  const scale = height / source.height;
  const [wide, high] = [
    Math.ceil(source.width * scale * stretch + Math.abs(slant) * height + 0.3 * height) + 4,
    Math.ceil(height * 1.2) + 4,
  ];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const out = new Uint8Array(wide * high);
  const shift = (128 * hand.weight) / 2;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const [across, down] = [x - wide / 2 + 0.5, y - high / 2 + 0.5];
      const [turnedX, turnedY] = [cos * across + sin * down, cos * down - sin * across];
      const value = sample(
        source,
        (turnedX + slant * turnedY) / (scale * stretch) + source.width / 2 - 0.5,
        turnedY / scale + source.height / 2 - 0.5,
      );
      // Raising the level before the edge is hardened moves the edge outwards, and lowering it inwards.
      if (value > 0) out[y * wide + x] = Math.max(0, Math.min(255, Math.round((value + shift - 128) * hand.gain + 128)));
    }
  }
  const isBlank = !out.some((value) => value >= 128);
  return isBlank ? source : trimmed({ width: wide, height: high, data: out });
}

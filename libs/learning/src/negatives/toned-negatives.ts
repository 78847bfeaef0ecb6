import type { Raster } from '@numera/vision';
import { between, normal, type Random } from '../strokes/random';

type Tone = (x: number, y: number) => number;

/** A raster from a function of the unit square, 0 black to 255 white. */
function shade(side: number, tone: Tone): Raster {
  const data = new Uint8Array(side * side);
  for (let at = 0; at < data.length; at++) {
    const value = tone(((at % side) + 0.5) / side, (Math.floor(at / side) + 0.5) / side);
    data[at] = Math.max(0, Math.min(255, Math.round(value)));
  }
  return { width: side, height: side, data };
}

/** Noise in squares of one pixel to a sixth of the picture, even or in black and white. */
export function noise(side: number, random: Random): Raster {
  const cells = Math.round(side / Math.max(1, (side / 6) * random() ** 2));
  const share = between(random, 0.08, 0.6);
  const isHard = random() < 0.5;
  const values = Float32Array.from({ length: cells * cells }, () => (isHard ? (random() < share ? 0 : 255) : 255 * random()));
  return shade(side, (x, y) => values[Math.floor(y * cells) * cells + Math.floor(x * cells)]!);
}

/** Waves and checks, straight or bent. */
export function texture(side: number, random: Random): Raster {
  const wave = (): Tone => {
    const [angle, speed, bend] = [between(random, 0, Math.PI), between(random, 12, 60), between(random, 0, 2.5)];
    const [cos, sin, phase] = [Math.cos(angle), Math.sin(angle), between(random, 0, 6)];
    return (x, y) => Math.sin(speed * (x * cos + y * sin) + bend * Math.sin(5 * (y * cos - x * sin)) + phase);
  };
  const [first, second] = [wave(), wave()];
  const isChecked = random() < 0.5;
  const contrast = between(random, 40, 400);
  return shade(side, (x, y) => 128 + contrast * (isChecked ? first(x, y) * second(x, y) : first(x, y)));
}

/** What a photo of something else is made of: soft blobs, edges and gradients, with grain. */
export function photo(side: number, random: Random): Raster {
  const blobs = Array.from({ length: 2 + Math.floor(random() * 7) }, () => ({
    ...{ x: random(), y: random(), size: between(random, 0.05, 0.4), tall: between(random, 0.5, 2), dark: normal(random, 0, 110) },
    isHard: random() < 0.4,
  }));
  const [slopeX, slopeY, light, grain] = [normal(random, 0, 80), normal(random, 0, 80), between(random, 90, 230), between(random, 0, 14)];
  return shade(side, (x, y) => {
    let value = light + slopeX * (x - 0.5) + slopeY * (y - 0.5) + normal(random, 0, grain);
    for (const blob of blobs) {
      const far = ((x - blob.x) / blob.size) ** 2 + ((y - blob.y) / (blob.size * blob.tall)) ** 2;
      value += blob.isHard ? (far < 1 ? blob.dark : 0) : blob.dark * Math.exp(-far);
    }
    return value;
  });
}

/** An empty page: paper with grain, a shadow, a few specks, or nothing at all. */
export function blank(side: number, random: Random): Raster {
  const [paper, slope, grain] = [between(random, 150, 255), between(random, -60, 60), random() < 0.4 ? 0 : between(random, 0, 12)];
  const specks = random() < 0.5 ? 0 : between(random, 0, 0.004);
  return shade(side, (x, y) =>
    random() < specks ? between(random, 0, 150) : paper + slope * (x - y) + (grain > 0 ? normal(random, 0, grain) : 0),
  );
}

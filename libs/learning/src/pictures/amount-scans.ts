import type { Raster } from '@numera/vision';
import type { Writer } from '../strings/writers';
import { between, normal, type Random } from '../strokes/random';
import { writtenAmount } from './amount-writing';
import type { PictureSample } from './picture-samples';
import { inkCover, photographed, ruleCover, type Cover, type Layer } from './scene';

/** What an amount stands on. `plain`: bare paper. `printed`: a cheque's pattern, rules and frame. `bitonal`: that, scanned in black and white. */
export const AMOUNT_PAPERS = ['plain', 'printed', 'bitonal'] as const;
type AmountPaper = (typeof AMOUNT_PAPERS)[number];

/** Height of the writing in pixels: a hand of 4 to 8 mm at 100 to 200 dpi. */
const HEIGHT = { least: 22, most: 60 };

/** A courtesy amount cut out of a cheque: digits with what fills a field before, among and behind them; `signs` are scripts. */
export function amountScan(on: AmountPaper, writer: Writer, signs: readonly string[], random: Random): PictureSample {
  const size = between(random, HEIGHT.least, HEIGHT.most);
  const { ink, label, boxes } = writtenAmount(size, writer, signs, random);
  const paper = between(random, 185, 250);
  const scene = {
    width: ink.width,
    height: ink.height,
    paper,
    layers: [
      ...(on === 'plain' ? [] : printed(ink.width, ink.height, size, paper, random)),
      { cover: inkCover(ink, 0, 0), level: paper - between(random, 90, 160) },
    ],
    texture: between(random, 0, 4),
    grain: between(random, 1, 7),
  };
  const raster = photographed(scene, random);
  return { raster: on === 'bitonal' ? inTwoTones(raster, paper - between(random, 45, 75)) : raster, label, kind: `amount-${on}`, boxes };
}

/** What is printed under the writing, fainter than it: waves, a rule at its foot, sides of a frame, and what hangs in from the line above. */
function printed(width: number, height: number, size: number, paper: number, random: Random): Layer[] {
  const layers: Layer[] = [];
  if (random() < 0.7) {
    for (let i = random() < 0.5 ? 1 : 2; i > 0; i--) layers.push({ cover: waves(size, random), level: paper - between(random, 12, 45) });
  }
  const rule = (x1: number, y1: number, x2: number, y2: number): Layer => ({
    cover: ruleCover(x1, y1, x2, y2, Math.max(1, size * between(random, 0.02, 0.05))),
    level: paper - between(random, 50, 130),
  });
  if (random() < 0.4) {
    const y = height - size * between(random, 0.15, 0.5);
    layers.push(rule(-5, y, width + 5, y + normal(random, 0, 0.02) * size));
  }
  if (random() < 0.3) layers.push(rule(-5, size * between(random, 0.02, 0.12), width + 5, size * between(random, 0.02, 0.12)));
  if (random() < 0.3) {
    const x = random() < 0.5 ? size * between(random, 0.02, 0.1) : width - size * between(random, 0.02, 0.1);
    layers.push(rule(x, -5, x, height + 5));
  }
  if (random() < 0.25) {
    const [x, down] = [between(random, 0, width), size * between(random, 0.08, 0.25)];
    layers.push(rule(x, -2, x - size * between(random, -0.1, 0.2), down));
  }
  return layers;
}

/** Fine waved lines beside one another, as banks print them. */
function waves(size: number, random: Random): Cover {
  const [pitch, swing, speed] = [size * between(random, 0.12, 0.4), size * between(random, 0.05, 0.3), between(random, 2, 8) / size];
  const [angle, thin] = [between(random, 0, Math.PI), Math.max(0.8, size * between(random, 0.015, 0.04))];
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return (x, y) => {
    const along = x * cos + y * sin;
    const across = y * cos - x * sin + swing * Math.sin(speed * along);
    const away = ((across % pitch) + pitch) % pitch;
    return Math.min(1, Math.max(0, thin / 2 + 0.5 - Math.min(away, pitch - away)));
  };
}

function inTwoTones({ width, height, data }: Raster, threshold: number): Raster {
  return { width, height, data: data.map((value) => (value < threshold ? 0 : 255)) };
}

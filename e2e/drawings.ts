import { drawStrokes, randomFrom, strokesOf } from '@numera/learning';
import sharp from 'sharp';

/** A PNG of a digit drawn by our own stroke scripts, dark on white; seeds from 8,000,000 on are never trained with. */
export async function drawing(digit: number, seed = 8_000_000, side = 280): Promise<Buffer> {
  const { data, width, height } = drawStrokes(strokesOf(digit, randomFrom(seed + digit)), { side, penWidth: side / 16 });
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/** A white page. */
export function blank(side = 280): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
}

/** The beginning of a PNG with a true header and nothing behind it that decodes. */
export async function damaged(): Promise<Buffer> {
  const whole = await drawing(7);
  return whole.subarray(0, Math.floor(whole.length / 2));
}

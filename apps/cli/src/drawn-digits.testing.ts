import { drawStrokes, randomFrom, strokesOf } from '@numera/learning';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A drawn digit as an uncompressed grey BMP: the one format that needs no encoder. */
export function drawnDigit(digit: number, seed: number, side = 64): { bmp: Buffer; data: Uint8Array } {
  const { data } = drawStrokes(strokesOf(digit, randomFrom(seed)), { side, penWidth: side / 12 });
  const header = Buffer.alloc(54 + 1024);
  header.write('BM');
  header.writeUInt32LE(header.length + data.length, 2);
  header.writeUInt32LE(header.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(side, 18);
  header.writeInt32LE(-side, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(8, 28);
  for (let level = 0; level < 256; level++) header.fill(level, 54 + 4 * level, 57 + 4 * level);
  return { bmp: Buffer.concat([header, data]), data };
}

/** Writes the folder `set`: a drawing of each digit (`0.bmp` to `9.bmp`), and `broken.png`, which is no image. */
export async function writeDigitSet(folder: string): Promise<void> {
  await mkdir(join(folder, 'set'));
  for (let digit = 0; digit < 10; digit++) await writeFile(join(folder, 'set', `${digit}.bmp`), drawnDigit(digit, 40 + digit).bmp);
  await writeFile(join(folder, 'set', 'broken.png'), 'not an image');
}
